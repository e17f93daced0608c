import { z } from 'zod';
import { command, Day, Instant, job, none, query, RowId } from '../base/contract.ts';
import type { Method } from '../scoring/methods.rules.ts';
import type { PersonFigures } from './method.rules.ts';
import type { AnalysisName, Results } from './methods.rules.ts';
import { AnalysisOptions } from './options.rules.ts';

/** Checked where it is used: the list of methods itself would bring all of them into the window. */
const AnalysisName = z.custom<AnalysisName>((name) => typeof name === 'string');
const MethodName = z.custom<Method>((name) => typeof name === 'string');

/** `noSource`: the shop does not yet write down what it needs · `calculator`: answers what somebody types · `waiting`: not run yet. */
export const MethodState = z.discriminatedUnion('type', [
  z.object({ type: z.literal('made'), asOf: Day, madeAt: Instant }),
  z.object({ type: z.literal('tooFew'), needed: z.number(), have: z.number() }),
  z.object({ type: z.literal('noSource'), source: z.enum(['surveys', 'cases', 'campaigns']) }),
  z.object({ type: z.literal('calculator') }),
  z.object({ type: z.literal('waiting') }),
]);
export type MethodState = z.infer<typeof MethodState>;

/** What a card needs besides its words: the numbers for their gaps, and how the method stands in this shop. */
export const MethodCardState = z.object({ name: MethodName, numbers: z.record(z.string(), z.number()), state: MethodState });
export type MethodCardState = z.infer<typeof MethodCardState>;

/** Results are what core/analyses/methods.rules.ts learns; written and read by this program only. */
export type StoredAnalysis = { readonly [N in AnalysisName]: { readonly name: N; readonly asOf: string; readonly madeAt: string; readonly ordersSince: number; readonly result: Results[N] } }[AnalysisName];

/** A method that has too little to speak of this person, or of anybody in this shop. */
export const MissingMethod = z.object({ name: MethodName, needed: z.number(), have: z.number(), what: z.string().nullable(), numbers: z.record(z.string(), z.number()) });

export const PersonAnalysis = z.object({
  /** null before the first run */
  asOf: Day.nullable(),
  /** steps with orders came since: the next run is on its way */
  isCurrent: z.boolean(),
  purchaseDays: z.int(),
  /** days since the last purchase up to `asOf`; null without one */
  elapsedDays: z.int().nullable(),
  horizonDays: z.int(),
  months: z.int(),
  figures: z.custom<Omit<PersonFigures, 'nextOrderDay' | 'nextOrderFrom' | 'nextOrderTo'>>((value) => typeof value === 'object').nullable(),
  nextOrder: z.object({ on: Day, from: Day, to: Day }).nullable(),
  again: z.array(z.object({ name: z.string(), times: z.int(), lastDaysAgo: z.int(), everyDays: z.number().nullable(), dueInDays: z.int().nullable() })),
  /** goods they never had: by who bought the same, else what sells best */
  fresh: z.array(z.union([
    z.object({ name: z.string(), because: z.array(z.string()), together: z.int(), buyers: z.int() }),
    z.object({ name: z.string(), buyers: z.int(), customers: z.int() }),
  ])),
  missing: z.array(MissingMethod),
});
export type PersonAnalysis = z.infer<typeof PersonAnalysis>;

export const analyses = {
  /** The card of every method, in reading order. `ordersSince`: orders that changed since everybody was last learned from; `isDue`: so many, or none yet, that it is being done anew. */
  methods: query(none, z.object({ asOf: Day.nullable(), ordersSince: z.int(), isDue: z.boolean(), methods: z.array(MethodCardState) })),
  get: query(z.object({ name: AnalysisName }), z.custom<StoredAnalysis | null>((value) => typeof value === 'object')),
  customer: query(z.object({ id: RowId }), PersonAnalysis),
  /** All methods, or those named, as of a day (today when left out); stored. */
  run: job(z.object({ names: z.array(AnalysisName).min(1).optional(), asOf: Day.optional() }), z.object({ asOf: Day, made: z.array(MethodName), tooFew: z.array(MethodName) })),
  options: query(none, AnalysisOptions),
  setOptions: command(AnalysisOptions, z.object({ operationId: RowId })),
};
