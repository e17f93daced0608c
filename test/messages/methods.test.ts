import { describe, expect, test } from 'vitest';
import { methodCards } from '../../core/messages/methods.zh-CN.ts';
import { type Method, methodNumbers } from '../../core/scoring/methods.rules.ts';

const gapsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

describe('the method cards', () => {
  test.each(Object.keys(methodNumbers) as Method[])('%s: every part is said, and every number comes from the computation', (method) => {
    const { name, source, ...sentences } = methodCards[method];
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/[。…]$/);
    expect([name, source].every((text) => text.length > 1)).toBe(true);
    const gaps = gapsOf([name, ...Object.values(sentences)].join(''));
    expect([...new Set(gaps)].toSorted()).toEqual(Object.keys(methodNumbers[method]).toSorted());
    // only sources are in the language of their papers; RFM is what the shops call it
    expect([name, ...Object.values(sentences)].join('').replaceAll('RFM', '').replaceAll(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z]/);
  });
});
