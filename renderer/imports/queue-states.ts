/** What the tables of a queue are, and which of them needs a person. */
import type { OutputOf } from '../../core/base/contract.ts';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import type { ColumnMeaning, ImportSummary, Mapping, MappingQuestion, Preview, ReadTable } from '../../core/imports/contract.ts';
import type { GrantedFile } from '../../electron/bridge.ts';
import { idleOf } from './changes.ts';

export type Result = OutputOf<XiangkeContract['imports']['run']>;

/** What was answered so far about an unknown table. */
export type Answers = { readonly kind: Mapping['kind']; readonly platform: string; readonly meanings: readonly (ColumnMeaning | null)[] };

export type Step =
  | { readonly at: 'waiting' }
  | { readonly at: 'reading' | 'writing'; readonly progress: Progress | null; readonly cancelling: boolean }
  | { readonly at: 'question'; readonly question: MappingQuestion | ReadTable; readonly answers: Answers }
  | { readonly at: 'password'; /** the file, or what in it is locked */ readonly locked: string; readonly wrong: boolean }
  | { readonly at: 'ready'; readonly preview: Extract<Preview, { type: 'ready' }>; readonly sawImports: number }
  | { readonly at: 'done'; readonly result: Result; readonly undone: boolean }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'cancelled' };

export type Table = {
  readonly file: GrantedFile;
  readonly mapping: Mapping | undefined;
  readonly step: Step;
  /** the import that is taken back when this one is run: its columns were taken for something else */
  readonly replaces?: number;
  /** the lock for which a password was typed last: if it is still closed, that one was wrong */
  readonly tried?: string;
  /** looked at and put aside: it does not ask again */
  readonly left?: boolean;
};

export type State = 'waiting' | 'reading' | 'writing' | 'clean' | 'idle' | 'refusals' | 'question' | 'password' | 'done' | 'undone' | 'failed' | 'cancelled';

/** `clean`: it can be imported without a question. */
export const stateOf = ({ step }: Table): State => {
  if (step.at === 'done') return step.undone ? 'undone' : step.result.batchId === null ? 'idle' : 'done';
  if (step.at !== 'ready') return step.at;
  const { summary } = step.preview;
  if (summary.refusals.length > 0) return 'refusals';
  return idleOf(summary) === null ? 'clean' : 'idle';
};

export const summaryOf = ({ step }: Table): ImportSummary | null => (step.at === 'ready' ? step.preview.summary : step.at === 'done' ? step.result : null);

/** What a refusal makes of a table: one that is locked asks for its password. */
export const stepAfter = (failure: Failure, tried: string | undefined): Step => {
  const locked = failure.details?.['file'];
  if (!['imports.passwordNeeded', 'imports.passwordWrong'].includes(failure.code) || typeof locked !== 'string') return { at: 'failed', failure };
  return { at: 'password', locked, wrong: locked === tried };
};

/** A person must look: something is asked, was refused, or could not be read. */
export const needsLook = (table: Table): boolean => table.left !== true && ['question', 'password', 'refusals', 'failed'].includes(stateOf(table));

/** Nothing more is to be done or decided. */
export const isOver = (table: Table): boolean => {
  const state = stateOf(table);
  return table.left === true || ['done', 'undone', 'cancelled', 'failed', 'idle'].includes(state) || (state === 'refusals' && idleOf(summaryOf(table)!) !== null);
};

export const isBusy = (table: Table): boolean => ['waiting', 'reading', 'writing'].includes(table.step.at);

/** Goods came before their orders; since then something was imported, and they may fit now. */
export const mayFitNow = ({ step }: Table, imports: number): boolean =>
  step.at === 'ready' && step.sawImports < imports && step.preview.summary.waitsForOrders;

export type Totals = { readonly ordersCreated: number; readonly ordersUpdated: number; readonly peopleCreated: number; readonly goodsChanged: number; readonly rowsRefused: number };

/** What the imports that stand have done together. */
export const totalsOf = (tables: readonly Table[]): Totals => {
  const standing = tables.flatMap(({ step }) => (step.at === 'done' && !step.undone ? [step.result.counts] : []));
  const sum = (of: (counts: ImportSummary['counts']) => number) => standing.reduce((total, counts) => total + of(counts), 0);
  return {
    ordersCreated: sum((counts) => counts.ordersCreated),
    ordersUpdated: sum((counts) => counts.ordersUpdated),
    peopleCreated: sum((counts) => counts.customersCreated),
    goodsChanged: sum((counts) => counts.productsCreated + counts.productsUpdated),
    rowsRefused: sum((counts) => counts.rowsRefused),
  };
};
