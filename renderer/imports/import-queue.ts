/** The tables that wait to be imported, one after another. Lives outside the page, so that leaving the page stops nothing. */
import { create } from 'zustand';
import type { Progress } from '../../core/base/protocol.ts';
import type { Mapping, MappingQuestion, ReadTable } from '../../core/imports/contract.ts';
import type { GrantedFile, HandedFiles } from '../../electron/bridge.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { tellTrouble } from '../ui/undo.tsx';
import type { Answers, Step, Table } from './queue-states.ts';
import { isBusy, isOver, mayFitNow, needsLook, stateOf, stepAfter } from './queue-states.ts';

export type { Answers, Step, Table } from './queue-states.ts';

type Queue = {
  readonly tables: readonly Table[];
  /** names of what was handed over with them and is no table */
  readonly others: readonly string[];
  readonly cut: boolean;
  /** whatever needs no question is imported as soon as it was read */
  readonly goesAhead: boolean;
  /** a table is being read or imported, or the next is about to be */
  readonly working: boolean;
  /** of several tables the one that is looked at; null shows the list */
  readonly open: string | null;
  /** imports since the queue began: what was read before the last of them may have changed */
  readonly imports: number;
  /** typed for locked tables of this queue, the newest first; forgotten with it */
  readonly passwords: readonly string[];
};

const emptied: Queue = { tables: [], others: [], cut: false, goesAhead: false, working: false, open: null, imports: 0, passwords: [] };
export const useImportQueue = create<Queue>(() => emptied);
const queue = useImportQueue.getState;

/** As many as one request may carry. */
const mostPasswords = 20;

const stops = new Map<string, AbortController>();

const setTable = (token: string, change: Partial<Omit<Table, 'file'>>): void =>
  useImportQueue.setState(({ tables }) => ({ tables: tables.map((table) => (table.file.token === token ? { ...table, ...change } : table)) }));

/** Runs a job of the core for a table: the step tells how far it is, and can be cancelled. */
const work = async (file: GrantedFile, at: 'reading' | 'writing', job: (options: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<Step>): Promise<void> => {
  const controller = new AbortController();
  stops.set(file.token, controller);
  setTable(file.token, { step: { at, progress: null, cancelling: false }, left: false });
  try {
    const step = await job({ signal: controller.signal, onProgress: (progress) => setTable(file.token, { step: { at, progress, cancelling: controller.signal.aborted } }) });
    setTable(file.token, { step });
  } catch (error) {
    setTable(file.token, { step: controller.signal.aborted ? { at: 'cancelled' } : stepAfter(failureFrom(error), queue().tables.find((table) => table.file === file)?.tried) });
  }
  stops.delete(file.token);
};

/** All that were typed: platforms give the files of one export one password. */
export const passwordsOf = (): string[] => [...queue().passwords];

const guessed = ({ kind, columns }: MappingQuestion): Answers => ({ kind, platform: t('imports.mapping.platformDefault'), meanings: columns.map(({ guess }) => guess) });

const correcting = (question: ReadTable): Step => {
  const { kind, platform, columns } = question;
  return { at: 'question', question, answers: { kind, platform, meanings: columns.map(({ guess }) => guess) } };
};

const read = async (file: GrantedFile, mapping: Mapping | undefined): Promise<void> => {
  setTable(file.token, { mapping });
  const replaces = queue().tables.find((table) => table.file === file)?.replaces;
  const sawImports = queue().imports;
  await work(file, 'reading', async ({ signal, onProgress }) => {
    const preview = await core.imports.preview({ file: file.token, mapping, replaces, passwords: passwordsOf() }, {
      signal,
      // A preview writes and takes it back: for the person nothing is written yet.
      onProgress: (progress) => onProgress(progress.phase === 'imports.writing' ? { ...progress, phase: 'imports.comparing' } : progress),
    });
    // Chosen again to put its columns right: what they are taken for is asked before anything else.
    const wrong = preview.type === 'ready' && replaces !== undefined && mapping === undefined ? preview.tables.find(({ mapped }) => mapped) : undefined;
    if (wrong) return correcting(wrong);
    return preview.type === 'ready' ? { at: 'ready', preview, sawImports } : { at: 'question', question: preview.question, answers: guessed(preview.question) };
  });
};

export const runImport = ({ file, mapping, replaces }: Table): Promise<void> =>
  work(file, 'writing', async (options) => {
    const result = await core.imports.run({ file: file.token, mapping, replaces, passwords: passwordsOf() }, options);
    useImportQueue.setState(({ imports }) => ({ imports: imports + 1 }));
    return { at: 'done', result, undone: false };
  });

/** What is to be done next without asking anybody. */
const nextWork = (): (() => Promise<void>) | null => {
  const { tables, goesAhead, imports } = queue();
  const clean = goesAhead ? tables.find((table) => stateOf(table) === 'clean' && !table.left) : undefined;
  if (clean) return () => runImport(clean);
  const unread = tables.find(({ step }) => step.at === 'waiting') ?? (goesAhead ? tables.find((table) => mayFitNow(table, imports)) : undefined);
  return unread ? () => read(unread.file, unread.mapping) : null;
};

/** Whoever works off the queue now; an emptied queue lets go of it. */
let worker: symbol | null = null;
const goOn = async (): Promise<void> => {
  if (worker) return;
  const me = Symbol();
  worker = me;
  useImportQueue.setState({ working: true });
  for (;;) {
    const next = worker === me ? nextWork() : null;
    if (next === null) break;
    await next();
  }
  if (worker !== me) return;
  worker = null;
  useImportQueue.setState({ working: false });
};

export const addTables = ({ files, others, cut }: HandedFiles): void => {
  useImportQueue.setState((before) => {
    // What is over makes room; what waits keeps its turn.
    const kept = before.tables.every(isOver) ? emptied : before;
    const added = files.map((file): Table => ({ file, mapping: undefined, step: { at: 'waiting' } }));
    return { ...kept, tables: [...kept.tables, ...added], others: [...kept.others, ...others], cut: kept.cut || cut, open: added.length > 0 ? null : kept.open };
  });
  void goOn();
};

/** Asks for files; false when none was chosen. */
export const chooseTables = async (): Promise<boolean> => {
  const files = await native.chooseFiles({ title: t('app.actions.tableFiles'), multiple: true });
  if (files.length > 0) addTables({ files, others: [], cut: false });
  return files.length > 0;
};

/** Asks for the table of an old import, to read it anew in place of that import; false when none was chosen. */
export const chooseTableAgain = async (replaces: number): Promise<boolean> => {
  const [file] = await native.chooseFiles({ title: t('app.actions.tableFiles'), multiple: false });
  if (!file) return false;
  useImportQueue.setState({ ...emptied, tables: [{ file, mapping: undefined, replaces, step: { at: 'waiting' } }] });
  void goOn();
  return true;
};

/** Asks for a folder; false when none was chosen. */
export const chooseFolder = async (): Promise<boolean> => {
  const handed = await native.chooseFolder({ title: t('imports.chooseFolder') });
  if (handed) addTables(handed);
  return handed !== null;
};

export const readAgain = ({ file, mapping }: Table): void => void read(file, mapping).then(goOn);
/** Kept here, so that a look at another page loses no answer. */
export const changeAnswers = ({ file, step }: Table, change: Partial<Answers>): void => {
  if (step.at === 'question') setTable(file.token, { step: { ...step, answers: { ...step.answers, ...change } } });
};
/** The answer is remembered at once: the table may yet be mended and dropped again. */
export const answerQuestion = async ({ file, step }: Table, mapping: Mapping): Promise<void> => {
  if (step.at !== 'question') return;
  const { columns } = step.question;
  await core.imports.rememberMapping({ headers: columns.map(({ header }) => header), mapping }).catch((error: unknown) => tellTrouble(failureFrom(error)));
  await read(file, mapping);
};
/** Asks again what the columns of a table are, from what they were taken for. */
export const correctColumns = ({ file }: Table, read: ReadTable): void => setTable(file.token, { step: correcting(read) });

/** Opens the table, and whatever else of the queue has the same lock. */
export const typePassword = async ({ file, mapping, step }: Table, password: string): Promise<void> => {
  if (step.at !== 'password') return;
  useImportQueue.setState(({ passwords }) => ({ passwords: [password, ...passwords.filter((other) => other !== password)].slice(0, mostPasswords) }));
  setTable(file.token, { tried: step.locked });
  await read(file, mapping);
  useImportQueue.setState(({ tables }) => ({ tables: tables.map((table) => (table.step.at === 'password' && table.file !== file && !table.left ? { ...table, step: { at: 'waiting' } } : table)) }));
  await goOn();
};

export const importAll = (): void => {
  useImportQueue.setState({ goesAhead: true });
  void goOn();
};

/** Asks the core to stop; the step changes when it has. */
export const cancelWork = ({ file, step }: Table): void => {
  stops.get(file.token)?.abort();
  if (step.at === 'waiting') setTable(file.token, { step: { at: 'cancelled' } });
  if (step.at === 'reading' || step.at === 'writing') setTable(file.token, { step: { ...step, cancelling: true } });
};

/** What was imported stays; nothing more is. */
export const cancelAll = (): void => {
  useImportQueue.setState({ goesAhead: false });
  queue().tables.filter(isBusy).forEach(cancelWork);
};

export const openTable = ({ file }: Table): void => useImportQueue.setState({ open: file.token });
export const backToList = (): void => useImportQueue.setState({ open: null });

/** Of several tables: the next that needs a person, or the list. */
export const lookAtNext = (): void => useImportQueue.setState(({ tables }) => ({ open: tables.find(needsLook)?.file.token ?? null }));

/** Puts the table in hand away. Of several it stays in the list, and the next that needs a person comes up. */
export const nextTable = (): void => {
  const { tables, open } = queue();
  if (tables.length <= 1) return emptyQueue();
  if (open === null) return undefined;
  setTable(open, { left: true });
  return lookAtNext();
};

export const markUndone = ({ file, step }: Table, undone = true): void => {
  if (step.at === 'done') setTable(file.token, { step: { ...step, undone } });
};

/** Takes back what the queue imported, the last first; answers how many records stay because of later changes. */
export const undoAll = async (onUndone: (undone: number, of: number) => void): Promise<number> => {
  const done = queue().tables.filter((table) => stateOf(table) === 'done').flatMap((table) => (table.step.at === 'done' && table.step.result.batchId !== null ? [{ table, batchId: table.step.result.batchId }] : []));
  const inTurn = done.toSorted((a, b) => b.batchId - a.batchId);
  let kept = 0;
  for (const [index, { table, batchId }] of inTurn.entries()) {
    kept += (await core.imports.undo({ batchId })).kept;
    markUndone(table);
    onUndone(index + 1, inTurn.length);
  }
  return kept;
};

export const emptyQueue = (): void => {
  worker = null;
  useImportQueue.setState(emptied);
};
