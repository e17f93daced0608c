import { describe, expect, test } from 'vitest';
import { betaLower, chiSquareTail, gammaUpper, normalCdf, normalQuantile, studentQuantile, studentTwoSided } from '../../core/indicators/distributions.rules.ts';

describe('the distributions behind intervals and tests', () => {
  test('the normal distribution, also far out', () => {
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 13);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test.each([[1, 12.706204736174698], [2, 4.302652729749464], [10, 2.2281388519649385], [30, 2.0422724563012373], [1e7, 1.9599642]])('Student’s t for %d degrees of freedom is %d', (degrees, t) => {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, degrees > 100 ? 6 : 10);
  });

  test('with one and two degrees of freedom the tails have a formula', () => {
    for (const t of [0, 0.1, 1, 3, 50]) {
      expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13);
      expect(studentTwoSided(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t ** 2), 13);
    }
  });

  test('chi-square: five per cent lie above 3.84, and two degrees of freedom decay like e', () => {
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 13);
    for (const x of [0, 0.5, 2, 10, 100]) expect(chiSquareTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
  });

  test('the ends of the special functions', () => {
    expect([gammaUpper(3, 0), gammaUpper(3, Number.POSITIVE_INFINITY), betaLower(0, 2, 3), betaLower(1, 2, 3)]).toEqual([1, 0, 0, 1]);
    expect(betaLower(0.5, 2, 2)).toBeCloseTo(0.5, 14);
  });
});
