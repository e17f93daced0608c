/** Where the window was. Pure but for its two file functions; whatever cannot be read means the defaults. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { TypeSize } from './bridge.ts';

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type WindowState = {
  readonly width: number;
  readonly height: number;
  /** Absent: in the middle of the screen. */
  readonly x?: number;
  readonly y?: number;
  readonly maximized: boolean;
  readonly typeSize: TypeSize;
};

export const smallest = { width: 1024, height: 640 } as const;
export const defaultState: WindowState = { width: 1280, height: 720, maximized: false, typeSize: 100 };

export const isTypeSize = (value: unknown): value is TypeSize => value === 100 || value === 125 || value === 150;
const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000;
const between = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** A title bar that can be grasped must lie on a screen that is plugged in today. */
const isReachable = (x: number, y: number, width: number, screen: Area) =>
  x + width > screen.x + 100 && x < screen.x + screen.width - 100 && y >= screen.y - 10 && y < screen.y + screen.height - 60;

/** `screens` are the work areas of the screens, the main one first. */
export function windowStateFrom(text: string, screens: readonly Area[]): WindowState {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return defaultState;
  }
  if (typeof read !== 'object' || read === null) return defaultState;
  const { width, height, x, y, maximized, typeSize } = read as Record<string, unknown>;
  const rest = { maximized: maximized === true, typeSize: isTypeSize(typeSize) ? typeSize : defaultState.typeSize };
  if (!isWhole(width) || !isWhole(height)) return { ...defaultState, ...rest };
  const main = screens[0];
  const size = {
    width: Math.max(smallest.width, main ? between(width, 0, Math.max(...screens.map((screen) => screen.width))) : width),
    height: Math.max(smallest.height, main ? between(height, 0, Math.max(...screens.map((screen) => screen.height))) : height),
  };
  if (!isWhole(x) || !isWhole(y) || !screens.some((screen) => isReachable(x, y, size.width, screen))) return { ...size, ...rest };
  return { ...size, x, y, ...rest };
}

export function readWindowState(file: string, screens: readonly Area[]): WindowState {
  try {
    return windowStateFrom(readFileSync(file, 'utf8'), screens);
  } catch {
    return defaultState;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.partial`, `${JSON.stringify(state)}\n`);
    renameSync(`${file}.partial`, file);
  } catch {
    // A window in the wrong place next time is no reason to bother anyone.
  }
}
