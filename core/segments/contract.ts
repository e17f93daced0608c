import { z } from 'zod';
import { command, Day, FileToken, job, none, Page, query, RowId } from '../base/contract.ts';
import { CustomerRow } from '../customers/contract.ts';
import { OperationRef } from '../history/contract.ts';
import { SegmentRule } from './rules.ts';

export const SegmentName = z.string().trim().min(1).max(30);

/** Who is meant: the people of a saved segment, or whoever a rule takes in now. */
export const SegmentPeople = z.union([z.strictObject({ id: RowId }), z.strictObject({ rule: SegmentRule })]);
export type SegmentPeople = z.infer<typeof SegmentPeople>;

/** `rule` null: a fixed list, which holds whom it was given. With a rule it lives: who is in it changes by itself. */
export const SavedSegment = z.object({ id: RowId, name: z.string(), rule: SegmentRule.nullable(), customers: z.int(), madeOn: Day });
export type SavedSegment = z.infer<typeof SavedSegment>;

/** `unknown`: of whom too little is written down to say. `parts`: how many each part takes in by itself, in reading order. */
export const SegmentCount = z.object({ total: z.int(), unknown: z.int(), parts: z.array(z.int()) });
export type SegmentCount = z.infer<typeof SegmentCount>;

/** What stands in the shop's own book, for the gaps of a condition. */
export const SuggestionSource = z.enum(['province', 'city', 'district', 'town', 'village', 'hamlet', 'product', 'category', 'platform', 'pickup', 'tag', 'occupation', 'hobbies', 'wish', 'livestock', 'crop', 'fieldText', 'fieldNumber', 'fieldDate']);
export type SuggestionSource = z.infer<typeof SuggestionSource>;

/** Who came and who went since the last look on an earlier day; `gone`: those of the latter who are no customers any more. */
export const SegmentNews = z.object({
  since: Day.nullable(), added: z.int(), lost: z.int(), gone: z.int(),
  addedRows: z.array(CustomerRow), lostRows: z.array(CustomerRow),
});
export type SegmentNews = z.infer<typeof SegmentNews>;

export const segments = {
  count: query(z.object({ rule: SegmentRule }), SegmentCount),
  people: query(z.object({ people: SegmentPeople, ...Page.shape }), z.object({ total: z.int(), rows: z.array(CustomerRow) })),
  suggestions: query(z.object({ source: SuggestionSource, text: z.string().max(60).default('') }), z.array(z.string())),
  list: query(none, z.array(SavedSegment)),
  get: query(z.object({ id: RowId }), SavedSegment),
  /** `fixed` keeps those whom the rule takes in now, instead of the rule. */
  create: command(z.object({ name: SegmentName, rule: SegmentRule, fixed: z.boolean().default(false) }), OperationRef.extend({ id: RowId })),
  change: command(z.object({ id: RowId, name: SegmentName.optional(), rule: SegmentRule.optional() }), OperationRef),
  /** Puts people on a fixed list and takes others off. */
  setPeople: command(z.object({ id: RowId, add: z.array(RowId).max(5000).default([]), remove: z.array(RowId).max(5000).default([]) }), OperationRef),
  copy: command(z.object({ id: RowId }), OperationRef.extend({ id: RowId, name: z.string() })),
  remove: command(z.object({ id: RowId }), OperationRef),
  /** Remembers who is in it today. */
  look: job(z.object({ id: RowId }), SegmentNews),
  saveFile: job(z.object({ name: SegmentName, rule: SegmentRule, file: FileToken }), z.object({ fileName: z.string() })),
  readFile: query(z.object({ file: FileToken }), z.object({ name: SegmentName, rule: SegmentRule })),
};
