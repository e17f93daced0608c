/**
 * The contract as a value. A method is a `query` (reads), a `command` (one transaction, one undoable operation)
 * or a `job` (long, reports progress, can be cancelled). Client, routing and validation are derived from it.
 */
import { z } from 'zod';
import { isDay } from './dates.ts';

export type MethodKind = 'query' | 'command' | 'job';

export type Method<K extends MethodKind, I extends z.ZodType, O extends z.ZodType> = {
  readonly kind: K;
  readonly input: I;
  readonly output: O;
};

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Method<'query', I, O> => ({ kind: 'query', input, output });
export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Method<'command', I, O> => ({ kind: 'command', input, output });
export const job = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Method<'job', I, O> => ({ kind: 'job', input, output });

export type AnyMethod = Method<MethodKind, z.ZodType, z.ZodType>;
export type Feature = Readonly<Record<string, AnyMethod>>;
export type Contract = Readonly<Record<string, Feature>>;

export type InputOf<M extends AnyMethod> = z.input<M['input']>;
/** What a handler receives: defaults filled in. */
export type ParsedInputOf<M extends AnyMethod> = z.output<M['input']>;
export type OutputOf<M extends AnyMethod> = z.output<M['output']>;

/** `none` for methods without input. */
export const none = z.undefined();

/** Shop-local day, `YYYY-MM-DD`, that the calendar has. */
export const Day = z.string().refine(isDay);
/** ISO instant with offset, e.g. `2026-09-22T00:54:10+08:00`. */
export const Instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?(\+\d{2}:\d{2}|Z)$/);
/** Money in fen (1/100 yuan), exact. */
export const Fen = z.int();
export const RowId = z.int().positive();
/** A file that the shell granted; never a path. */
export const FileToken = z.string().min(1).max(200);

/** Marks a text that is a phone or may hold one in any form: who may not see phones gets every longer number in it masked. Comes last, as a schema's later steps lose it. */
export const phoneMark = { phone: 'mask' } as const;
/** Marks what is shown in full to everybody who may ask for it. In a text without a mark only what looks like a phone is masked. */
export const plainMark = { phone: 'plain' } as const;

/** Where a page of a list starts and how many rows it wants. */
export const Page = z.object({ offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(200).default(100) });
