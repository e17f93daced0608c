import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, meanDifferenceOf, newcombeOf, shareDifferenceOf } from '../../core/indicators/comparison.rules.ts';
import { answeredInTimeOf, COMPLAINT_GOAL, complaintRateOf } from '../../core/indicators/complaints.rules.ts';
import { REPURCHASE_GOAL } from '../../core/indicators/repurchase.rules.ts';
import { detectableShare, groupSizesForMeans, groupSizesForShares, upliftOf } from '../../core/indicators/uplift.rules.ts';
import '../support/chance.ts';
import { expectSound } from './sound.ts';

const repeated = (times: number, value: number): number[] => Array.from({ length: times }, () => value);

describe('two shares', () => {
  // Newcombe 1998, table II, method 10
  test.each([
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('%d/%d − %d/%d lies between %d and %d', (part1, whole1, part2, whole2, low, high) => {
    const interval = newcombeOf({ part: part1, whole: whole1 }, { part: part2, whole: whole2 });
    expect(interval.low).toBeCloseTo(low, 3.9);
    expect(interval.high).toBeCloseTo(high, 3.9);
  });

  test('an interval that holds zero is “cannot tell”, and fewer than ten on a side is too few', () => {
    expect(shareDifferenceOf({ part: 12, whole: 40 }, { part: 10, whole: 40 })).toMatchObject({ verdict: 'cannotTell' });
    expect(shareDifferenceOf({ part: 56, whole: 70 }, { part: 48, whole: 80 })).toMatchObject({ verdict: 'more' });
    expect(shareDifferenceOf({ part: 48, whole: 80 }, { part: 56, whole: 70 })).toMatchObject({ verdict: 'less' });
    expect(shareDifferenceOf({ part: 9, whole: 9 }, { part: 0, whole: 100 })).toEqual({ type: 'tooFew', needed: 10, have: 9 });
  });
});

describe('two means', () => {
  test('when everybody spent the same nobody can tell', () => {
    expect(meanDifferenceOf(repeated(20, 0), repeated(20, 0))).toMatchObject({ difference: 0, interval: null, p: null, verdict: 'cannotTell' });
    expect(meanDifferenceOf(repeated(20, 5), repeated(20, 0))).toMatchObject({ difference: 5, interval: null, verdict: 'cannotTell' });
  });
  test('what is not a number is not there', () => {
    expect(meanDifferenceOf([...repeated(9, 1), Number.NaN], repeated(20, 0))).toEqual({ type: 'tooFew', needed: 10, have: 9 });
  });
});

describe('what a campaign brought', () => {
  const bought = (buyers: number, others: number): number[] => [...repeated(buyers, 100_00), ...repeated(others, 0)];

  test('only what the hold-out did not buy anyway counts (N5)', () => {
    const uplift = upliftOf(bought(30, 70), bought(10, 90), 500_00);
    expect(uplift).toMatchObject({ type: 'known', buyers: { verdict: 'more' }, spend: { verdict: 'more' }, returnOnCost: 4 });
    if (uplift.type !== 'known') return;
    expect(uplift.extraFen).toBe(2000_00);
    expect(uplift.returnInterval!.low).toBeCloseTo(uplift.extraInterval!.low / 500_00, 12);
    expect(uplift.extraInterval!.low).toBeGreaterThan(0);
  });

  test('a campaign to twelve against twelve cannot be told from chance; without a cost there is no return', () => {
    expect(upliftOf(bought(4, 8), bought(3, 9), 0)).toMatchObject({ buyers: { verdict: 'cannotTell' }, spend: { verdict: 'cannotTell' }, returnOnCost: null, returnInterval: null });
    expect(upliftOf(bought(4, 8), bought(1, 4), 100)).toEqual({ type: 'tooFew', needed: 10, have: 5 });
  });

  test('how many customers it takes', () => {
    expect(groupSizesForShares(0.1, 0.15)).toEqual({ addressed: 686, held: 686 });
    // power.t.test of R: 63.77 and 22.02
    expect(groupSizesForMeans(1, 0.5)).toEqual({ addressed: 64, held: 64 });
    expect(groupSizesForMeans(1, 1, 0.5, 0.9)).toEqual({ addressed: 22, held: 22 });
    const fifth = groupSizesForShares(0.1, 0.15, 0.2)!;
    expect(fifth.addressed / fifth.held).toBeCloseTo(4, 1);
    expect(fifth.held).toBeLessThan(686);
    expect([groupSizesForShares(0.1, 0.1), groupSizesForShares(0.1, 1.2), groupSizesForMeans(0, 1), groupSizesForMeans(1, 0)]).toEqual([null, null, null, null]);
  });

  test('and what these customers can show', () => {
    const seen = detectableShare(0.1, { addressed: 686, held: 686 })!;
    expect(seen).toBeGreaterThan(0.149);
    expect(seen).toBeLessThanOrEqual(0.15);
    expect(detectableShare(0.95, { addressed: 12, held: 12 })).toBeNull();
    expect(detectableShare(0.1, { addressed: 500, held: 9 })).toBeNull();
  });
});

describe('complaints', () => {
  test('two complaints about one order are one', () => {
    expect(complaintRateOf([1, 2, 2, 7], 200)).toMatchObject({ part: 3, whole: 200, share: 0.015 });
    expect(complaintRateOf([], 0).share).toBeNull();
  });

  test('ten per cent fewer than last year is the goal, fifteen per cent more for repurchase (N6)', () => {
    expect(changeOf({ part: 27, whole: 1000 }, { part: 30, whole: 1000 }, COMPLAINT_GOAL)).toMatchObject({ reached: true, verdict: 'cannotTell' });
    expect(changeOf({ part: 29, whole: 1000 }, { part: 30, whole: 1000 }, COMPLAINT_GOAL)).toMatchObject({ reached: false });
    expect(changeOf({ part: 480, whole: 800 }, { part: 400, whole: 800 }, REPURCHASE_GOAL)).toMatchObject({ reached: true, verdict: 'more' });
    expect(changeOf({ part: 5, whole: 100 }, { part: 0, whole: 100 }, COMPLAINT_GOAL)).toMatchObject({ relative: null, reached: null });
  });

  test('answered within 24 clock hours; who still waits within them is neither good nor bad', () => {
    const hour = 3_600_000;
    const cases = [{ openedAt: 0, answeredAt: 24 * hour }, { openedAt: 0, answeredAt: 25 * hour }, { openedAt: 0, answeredAt: null }, { openedAt: 40 * hour, answeredAt: null }];
    expect(answeredInTimeOf(cases, 48 * hour)).toMatchObject({ inTime: { part: 1, whole: 3 }, waiting: 1 });
  });
});

test('whatever the groups, no number is nonsense and the interval holds the difference', () => {
  const fen = fc.array(fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.double()), { maxLength: 40 });
  const share = fc.double({ min: -0.5, max: 1.5 });
  fc.assert(
    fc.property(fen, fen, fc.double(), share, share, share, (first, second, cost, usual, hoped, held) => {
      expectSound(upliftOf(first, second, cost));
      expectSound(groupSizesForShares(usual, hoped, held));
      expectSound(detectableShare(usual, { addressed: first.length * 10, held: second.length * 10 }));
      const counted = shareDifferenceOf({ part: usual, whole: first.length }, { part: hoped * 20, whole: second.length });
      expectSound(counted);
      if (counted.type !== 'known') return;
      expect(counted.interval.low).toBeLessThanOrEqual(counted.difference);
      expect(counted.interval.high).toBeGreaterThanOrEqual(counted.difference);
    }),
    { numRuns: 150 },
  );
});
