import { randomUUID } from 'node:crypto';
import { dayOf, instantOf } from './dates.ts';

/** Time and identity come in as values, so that tests and the command line can set them. */
export type Clock = { readonly now: () => number };
export type NewId = () => string;

export const systemClock: Clock = { now: () => Date.now() };
export const nowOf = (clock: Clock): string => instantOf(clock.now());
export const todayOf = (clock: Clock): string => dayOf(nowOf(clock));

/**
 * Ids that stay unique when several laptops' data meet: UUIDs with the time in front (version 7, RFC 9562), so that
 * new ones go to the end of their index.
 */
export const createIds = (clock: Clock): NewId => {
  let last = 0;
  return () => {
    last = Math.max(clock.now(), last + 1);
    const time = last.toString(16).padStart(12, '0');
    const random = randomUUID();
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
  };
};
