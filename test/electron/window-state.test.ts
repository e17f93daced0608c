import { describe, expect, it } from 'vitest';
import { defaultState, readWindowState, windowStateFrom } from '../../electron/window-state.ts';

const laptop = { x: 0, y: 0, width: 1366, height: 728 };
const second = { x: 1366, y: 0, width: 1920, height: 1040 };
const written = (state: object) => JSON.stringify({ width: 1100, height: 700, x: 50, y: 20, maximized: false, typeSize: 100, ...state });

describe('the window comes back where it was', () => {
  it('with its size, place and type', () => {
    expect(windowStateFrom(written({ typeSize: 125, maximized: true }), [laptop])).toEqual({
      width: 1100, height: 700, x: 50, y: 20, maximized: true, typeSize: 125,
    });
  });

  it('on the second screen while that is plugged in, and in the middle of the first when it is not', () => {
    const state = written({ x: 1500, y: 100 });
    expect(windowStateFrom(state, [laptop, second])).toMatchObject({ x: 1500, y: 100 });
    expect(windowStateFrom(state, [laptop])).not.toHaveProperty('x');
  });

  it('no larger than any screen and no smaller than the pages bear', () => {
    expect(windowStateFrom(written({ width: 5000, height: 4000 }), [laptop])).toMatchObject({ width: 1366, height: 728 });
    expect(windowStateFrom(written({ width: 10, height: 10 }), [laptop])).toMatchObject({ width: 1024, height: 640 });
  });

  it.each(['', '\0\0\0\0', '{', 'null', '[]', '"x"', '{"width":"wide","height":3}', '{"width":1e999}'])('an unreadable note (%j) means the usual window', (text) => {
    expect(windowStateFrom(text, [laptop])).toEqual(defaultState);
  });

  it('a note with nonsense in one place keeps the rest', () => {
    expect(windowStateFrom(written({ x: 'left', typeSize: 9000 }), [laptop])).toEqual({ width: 1100, height: 700, maximized: false, typeSize: 100 });
  });

  it('no note at all means the usual window', () => {
    expect(readWindowState('/nowhere/window.json', [laptop])).toEqual(defaultState);
  });
});
