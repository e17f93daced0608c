import type { Member } from './contract.ts';

/** Wrong tries in a row, and when the last one was. */
export type Attempts = { readonly failures: number; readonly lastAt: number };

const free = 3;
const firstWait = 5;
const longestWait = 300;

/** Three tries cost nothing; then 5, 10, 20 … seconds, at most 5 minutes. */
export const waitAfter = (failures: number): number => (failures < free ? 0 : Math.min(longestWait, firstWait * 2 ** (failures - free)));

/** Whole seconds; a clock that was set back makes nobody wait longer. */
export const secondsToWait = ({ failures, lastAt }: Attempts, now: number): number => {
  const wait = waitAfter(failures);
  return Math.max(0, Math.min(wait, Math.ceil(wait - (now - lastAt) / 1000)));
};

/** One person needs no sign-in unless they want it. */
export const isOn = (people: readonly Member[], alone: boolean): boolean => people.length > 1 || (people.length === 1 && alone);
