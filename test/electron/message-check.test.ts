import { describe, expect, it } from 'vitest';
import { isSmallPlainData, requestIn } from '../../electron/message-check.ts';

describe('what the page may say to the core', () => {
  it('a call and a cancel go on, without anything extra', () => {
    expect(requestIn({ type: 'call', id: 7, method: 'customers.list', input: { offset: 0 }, path: '/etc' })).toEqual({
      request: { type: 'call', id: 7, method: 'customers.list', input: { offset: 0 } },
    });
    expect(requestIn({ type: 'cancel', id: 7, more: 1 })).toEqual({ request: { type: 'cancel', id: 7 } });
    expect(requestIn({ type: 'call', id: 1, method: 'settings.get', input: undefined })).toHaveProperty('request');
  });

  it.each([
    null, 'call', 7, undefined, [], {}, { type: 'call' }, { type: 'call', id: -1, method: 'a.b' }, { type: 'call', id: '1', method: 'a.b' }, { type: 'call', id: 1.5, method: 'a.b' },
  ])('%j has no number to answer to and is dropped', (message) => {
    expect(requestIn(message)).toEqual({ refused: true, id: null });
  });

  it.each([
    { type: 'grant', id: 3, token: 't', path: '/etc/passwd' },
    { type: 'close', id: 3 },
    { type: 'call', id: 3, method: 5 },
    { type: 'call', id: 3, method: 'x'.repeat(201) },
    { type: 'call', id: 3, method: 'a.b', input: 'x'.repeat(2_000_001) },
    { type: 'call', id: 3, method: 'a.b', input: new Map([['a', 1]]) },
    { type: 'call', id: 3, method: 'a.b', input: new Uint8Array(4) },
  ])('what only the shell may say, and what is too big or not plain, is refused', (message) => {
    expect(requestIn(message)).toEqual({ refused: true, id: 3 });
  });

  it('measures the whole of a message, wide or deep', () => {
    expect(isSmallPlainData({ rows: Array.from({ length: 1000 }, (_, index) => ({ index, name: '李桂兰' })) })).toBe(true);
    expect(isSmallPlainData(Array.from({ length: 500 }, () => 'x'.repeat(10_000)))).toBe(false);
    let deep: unknown = 1;
    for (let level = 0; level < 100; level += 1) deep = { deep };
    expect(isSmallPlainData(deep)).toBe(false);
    const ring: Record<string, unknown> = {};
    ring.ring = ring;
    expect(isSmallPlainData(ring)).toBe(false);
  });
});
