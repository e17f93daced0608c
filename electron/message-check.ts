/** Whether a message from the page may go on. Pure; the core still checks every input against the contract. */
import type { Request } from '../core/base/protocol.ts';

/** In characters and cells together. Files never travel through messages, so this is far above any form. */
export const messageLimit = 2_000_000;
const depthLimit = 40;

/** Counts what a value holds; Infinity when it is too big, too deep or not plain data. */
function weightOf(value: unknown, left: number, depth: number): number {
  if (left < 0 || depth > depthLimit) return Infinity;
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number') return 1;
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object') return Infinity;
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) return Infinity;
  let weight = 1;
  const parts: Iterable<readonly [string, unknown]> = isList ? value.map((part: unknown) => ['', part] as const) : Object.entries(value);
  for (const [key, part] of parts) {
    weight += key.length + weightOf(part, left - weight, depth + 1);
    if (weight > left) return Infinity;
  }
  return weight;
}

export const isSmallPlainData = (value: unknown, limit = messageLimit): boolean => weightOf(value, limit, 0) <= limit;

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** The request in a message of the page, or why it goes no further; `id` is set when the page can be answered. */
export function requestIn(message: unknown): { readonly request: Request } | { readonly refused: true; readonly id: number | null } {
  if (typeof message !== 'object' || message === null) return { refused: true, id: null };
  const { type, id, method, input } = message as Record<string, unknown>;
  if (!isId(id)) return { refused: true, id: null };
  if (type === 'cancel') return { request: { type, id } };
  if (type !== 'call' || typeof method !== 'string' || method.length > 200 || !isSmallPlainData(input)) return { refused: true, id };
  return { request: { type, id, method, input } };
}
