/** The tables that wait to be imported, one after another. Lives outside the page, so that leaving the page stops nothing. */
import { create } from 'zustand';
import type { OutputOf } from '../../core/base/contract.ts';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import type { ColumnMeaning, Mapping, MappingQuestion, Preview } from '../../core/imports/contract.ts';
import type { GrantedFile } from '../../electron/bridge.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { idleOf } from './changes.ts';

type Result = OutputOf<XiangkeContract['imports']['run']>;
type Ready = Extract<Preview, { type: 'ready' }>;

export type Step =
  | { readonly at: 'waiting' }
  | { readonly at: 'reading' | 'writing'; readonly progress: Progress | null; readonly cancelling: boolean }
  | { readonly at: 'question'; readonly question: MappingQuestion; readonly answers: Answers }
  | { readonly at: 'ready'; readonly preview: Ready }
  | { readonly at: 'done'; readonly result: Result; readonly undone: boolean }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'cancelled' };

/** What was answered so far about an unknown table. */
export type Answers = { readonly kind: Mapping['kind']; readonly platform: string; readonly meanings: readonly (ColumnMeaning | null)[] };

export type Table = { readonly file: GrantedFile; readonly mapping: Mapping | undefined; readonly step: Step };

export const useImportQueue = create<{ readonly tables: readonly Table[] }>(() => ({ tables: [] }));

let stop: AbortController | null = null;

const setTable = (token: string, change: Partial<Omit<Table, 'file'>>): void =>
  useImportQueue.setState(({ tables }) => ({ tables: tables.map((table) => (table.file.token === token ? { ...table, ...change } : table)) }));

/** The one in hand is the first: the page shows it, the others wait. */
const readFirst = (): void => {
  const first = useImportQueue.getState().tables[0];
  if (first?.step.at === 'waiting') void read(first.file, first.mapping);
};

const guessed = ({ kind, columns }: MappingQuestion): Answers => ({ kind, platform: t('imports.mapping.platformDefault'), meanings: columns.map(({ guess }) => guess) });

const read = async (file: GrantedFile, mapping: Mapping | undefined): Promise<void> => {
  const controller = new AbortController();
  stop = controller;
  setTable(file.token, { mapping, step: { at: 'reading', progress: null, cancelling: false } });
  try {
    const preview = await core.imports.preview({ file: file.token, mapping }, {
      signal: controller.signal,
      // A preview writes and takes it back: for the person nothing is written yet.
      onProgress: (progress) =>
        setTable(file.token, { step: { at: 'reading', progress: progress.phase === 'imports.writing' ? { ...progress, phase: 'imports.comparing' } : progress, cancelling: controller.signal.aborted } }),
    });
    setTable(file.token, { step: preview.type === 'ready' ? { at: 'ready', preview } : { at: 'question', question: preview.question, answers: guessed(preview.question) } });
  } catch (error) {
    setTable(file.token, { step: controller.signal.aborted ? { at: 'cancelled' } : { at: 'failed', failure: failureFrom(error) } });
  }
};

/** Nothing more is to be done or decided. */
const isOver = ({ step }: Table): boolean =>
  step.at === 'done' || step.at === 'cancelled' || step.at === 'failed' || (step.at === 'ready' && idleOf(step.preview.summary) !== null);

export const addTables = (files: readonly GrantedFile[]): void => {
  useImportQueue.setState(({ tables }) => {
    // What is over makes room; what waits keeps its turn.
    const open = tables.filter((table) => !isOver(table));
    return { tables: [...open, ...files.map((file): Table => ({ file, mapping: undefined, step: { at: 'waiting' } }))] };
  });
  readFirst();
};

/** Asks for files; false when none was chosen. */
export const chooseTables = async (): Promise<boolean> => {
  const files = await native.chooseFiles({ title: t('app.actions.tableFiles'), multiple: true });
  if (files.length > 0) addTables(files);
  return files.length > 0;
};

export const readAgain = ({ file, mapping }: Table): void => void read(file, mapping);
/** Kept here, so that a look at another page loses no answer. */
export const changeAnswers = ({ file, step }: Table, change: Partial<Answers>): void => {
  if (step.at === 'question') setTable(file.token, { step: { ...step, answers: { ...step.answers, ...change } } });
};
export const answerQuestion = ({ file }: Table, mapping: Mapping): void => void read(file, mapping);

export const runImport = async ({ file, mapping }: Table): Promise<void> => {
  const controller = new AbortController();
  stop = controller;
  setTable(file.token, { step: { at: 'writing', progress: null, cancelling: false } });
  try {
    const result = await core.imports.run({ file: file.token, mapping }, {
      signal: controller.signal,
      onProgress: (progress) => setTable(file.token, { step: { at: 'writing', progress, cancelling: controller.signal.aborted } }),
    });
    setTable(file.token, { step: { at: 'done', result, undone: false } });
  } catch (error) {
    setTable(file.token, { step: controller.signal.aborted ? { at: 'cancelled' } : { at: 'failed', failure: failureFrom(error) } });
  }
};

/** Asks the core to stop; the step changes when it has. */
export const cancelWork = ({ file, step }: Table): void => {
  stop?.abort();
  if (step.at === 'reading' || step.at === 'writing') setTable(file.token, { step: { ...step, cancelling: true } });
};

/** Puts the first table away and takes up the next. */
export const nextTable = (): void => {
  useImportQueue.setState(({ tables }) => ({ tables: tables.slice(1) }));
  readFirst();
};

export const markUndone = ({ file, step }: Table): void => {
  if (step.at === 'done') setTable(file.token, { step: { ...step, undone: true } });
};

export const emptyQueue = (): void => useImportQueue.setState({ tables: [] });
