import { z } from 'zod';
import { command, Fen, Instant, Page, query, RowId } from '../base/contract.ts';
import { OperationRef, PersonChange } from '../history/contract.ts';

/** Everything that can stand on a person's timeline. The later features bring survey answers and points. */
export const TimelineKind = z.enum(['order', 'talk', 'enquiry', 'feedback', 'complaint', 'debt', 'repayment', 'note', 'survey', 'points', 'change', 'import']);
export type TimelineKind = z.infer<typeof TimelineKind>;

/** What is written down by hand. */
export const EntryKind = TimelineKind.extract(['talk', 'enquiry', 'feedback', 'complaint', 'debt', 'repayment', 'note']);
export type EntryKind = z.infer<typeof EntryKind>;

/** How the word came: by phone (R71), at the counter (R72), by letter, over WeChat, in a live show. */
export const TalkChannel = z.enum(['phone', 'counter', 'wechat', 'live', 'letter']);
export type TalkChannel = z.infer<typeof TalkChannel>;

/** One thing that happened. `id` tells it apart within its kind. */
export const TimelineItem = z.object({
  kind: TimelineKind,
  id: RowId,
  at: Instant,
  text: z.string(),
  channel: TalkChannel.nullable(),
  /** of an order what it brought, of a debt or repayment what was owed or paid */
  amountFen: Fen.nullable(),
  /** where its feature has words for it: the status of an order … */
  state: z.string().nullable(),
  /** what a step changed in the person's file */
  change: PersonChange.nullable(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

/** `at` null is the moment of saving. Only a debt and a repayment have an amount. */
export const EntryFacts = z.object({
  kind: EntryKind,
  channel: TalkChannel.nullable().default(null),
  at: Instant.nullable().default(null),
  text: z.string().trim().max(2000).default(''),
  amountFen: Fen.positive().nullable().default(null),
});
export type EntryFacts = z.infer<typeof EntryFacts>;

/** How many there are of each kind, and what the person still owes; negative when they paid ahead. */
export const TimelineSummary = z.object({ totals: z.partialRecord(TimelineKind, z.int()), owedFen: Fen, owedSince: Instant.nullable() });
export type TimelineSummary = z.infer<typeof TimelineSummary>;

export const timeline = {
  /** Newest first. Without kinds: all of them. */
  list: query(z.object({ customerId: RowId, kinds: z.array(TimelineKind).optional(), ...Page.shape }), z.object({ total: z.int(), rows: z.array(TimelineItem) })),
  summary: query(z.object({ customerId: RowId }), TimelineSummary),
  add: command(EntryFacts.extend({ customerId: RowId }), OperationRef.extend({ id: RowId })),
  edit: command(EntryFacts.extend({ id: RowId }), OperationRef),
  remove: command(z.object({ id: RowId }), OperationRef),
};
