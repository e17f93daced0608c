/**
 * Bugs that a suite must see. They are not in the product: loaded before it with `--import`, this changes one place of
 * one source file on its way into the process. A place that is no longer there is an error, not a bug that is missed.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

type Change = { readonly file: string; readonly from: string; readonly to: string };

export const seededBugs = {
  /** a commit is answered before it is on the disk */
  'synchronous=NORMAL': [{ file: 'core/base/database.ts', from: `['synchronous', 'FULL', 2]`, to: `['synchronous', 'NORMAL', 1]` }],
  /** every row is a transaction of its own */
  'no transaction': [
    { file: 'core/base/recorder.ts', from: `db.exec('BEGIN IMMEDIATE')`, to: `` },
    { file: 'core/base/recorder.ts', from: `db.exec('COMMIT')`, to: `` },
    { file: 'core/base/recorder.ts', from: `if (db.inTransaction) throw`, to: `if (false) throw` },
  ],
  /** a failed write is answered as if it had been done */
  'failure swallowed': [{ file: 'core/base/dispatcher.ts', from: `reply({ type: 'failure', id: request.id, failure: shown(failureOf(error)) });`, to: `reply({ type: 'result', id: request.id, output: {} });` }],
  'reserve kept': [{ file: 'core/store/disk.ts', from: `const had = sizeNow() > 0;\n      rmSync(path, { force: true });\n      return had;`, to: `return false;` }],
  'secure_delete off': [{ file: 'core/base/database.ts', from: `['secure_delete', 'ON', 1]`, to: `['secure_delete', 'OFF', 0]` }],
  'input unchecked': [{ file: 'core/base/dispatcher.ts', from: `if (!input.success) {`, to: `if (!input.success && request.method === '') {` }],
  'migration step by step': [{ file: 'core/migrations/index.ts', from: `db.exec(sql);`, to: `db.exec('COMMIT'); db.exec(sql); db.exec('BEGIN');` }],
  'words cut': [{ file: 'core/customers/repository.ts', from: `note: row.note,`, to: `note: row.note?.slice(0, 200) ?? null,` }],
  'cells as formulas': [{ file: 'core/reports/sheet-xml.rules.ts', from: 't="inlineStr"><is><t${', to: 't="inlineStr"><f>1+1</f><is><t${' }],
  'gate open': [{ file: 'core/staff/gate.ts', from: `if (on && !may(member, method))`, to: `if (on && method === '')` }],
} as const satisfies Readonly<Record<string, readonly Change[]>>;
export type SeededBug = keyof typeof seededBugs;

const root = new URL('../../', import.meta.url);
const wanted = process.env.XIANGKE_SEEDED_BUG;
if (wanted !== undefined && Object.hasOwn(seededBugs, wanted)) {
  const changes: readonly Change[] = seededBugs[wanted as SeededBug];
  for (const { file, from } of changes) {
    if (!readFileSync(new URL(file, root), 'utf8').includes(from)) throw new Error(`the place for the bug is gone from ${file}: ${from}`);
  }
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      const here = changes.filter(({ file }) => url === new URL(file, root).href);
      if (here.length === 0) return loaded;
      const text = readFileSync(fileURLToPath(url), 'utf8');
      return { ...loaded, format: 'module-typescript', source: here.reduce((source, { from, to }) => source.replace(from, () => to), text) };
    },
  });
}
