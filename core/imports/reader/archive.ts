/** A zip of tables, read as one workbook. Nothing of it is ever written to disk, so its names can do no harm. */
import type { ReaderMessage } from '../cells.ts';
import type { Limits } from './limits.ts';
import { isLocked, zipUnlocker } from './locked-zip.ts';
import { ReadRefused } from './refused.ts';
import type { Emit } from './sheet-rows.ts';
import type { Zip } from './zip.ts';
import { wholePart } from './zip.ts';

/** How a file is being read: `path` leads to it through the archives around it. */
export type Reading = { readonly limits: Limits; readonly passwords: readonly string[]; readonly emit: Emit; readonly path: readonly string[] };

/** A name to show: no way out of the archive, no marks that turn text around. */
const shownName = (name: string): string =>
  name.normalize('NFC').replaceAll(/\p{C}/gu, '').split(/[\\/]+/).filter((step) => !/^(?:\.{0,2}|[a-z]:)$/i.test(step)).join('/') || '?';

/** What computers put beside people's files: 访达's and Windows' notes, and the marks of a workbook that is open. */
const isJunk = (name: string): boolean => /(?:^|[\\/])(?:__MACOSX[\\/]|(?:\.|~\$)[^\\/]*$|thumbs\.db$|desktop\.ini$)/i.test(name);
const isFolder = (name: string): boolean => /[\\/]$/.test(name);
const hasTableName = (name: string): boolean => /\.(?:xlsx?|xlsm|et|csv|tsv|txt|vcf|zip)$/i.test(name);

/** These say that a file is no table, or an empty one; every other trouble would leave a part of the orders behind. */
const isNoTable = (code: string): boolean =>
  ['imports.wrongFormat', 'imports.otherArchive', 'imports.notATable', 'imports.fileEmpty', 'imports.noRows', 'imports.archiveWithoutTables'].includes(code);

const listed = (names: readonly string[]): string => names.slice(0, 5).join('、') + (names.length > 5 ? '…' : '');

/** Counts what goes through, and keeps the sheets of the files before when one file is opened anew. */
const counted = (emit: Emit, limits: Limits) => {
  /** of each sheet */
  const rows: number[] = [];
  /** the sheets of the files before the one in hand */
  let before = 0;
  const openAnew = (keeps = 0) => {
    rows.length = before + keeps;
    return emit({ type: 'opened', format: 'zip', encoding: null, keeps: rows.length });
  };
  return {
    sheets: () => rows.length,
    begin: () => {
      before = rows.length;
    },
    drop: () => openAnew(),
    emitFrom: (file: string): Emit => (message: ReaderMessage) => {
      if (message.type === 'opened') return openAnew(message.keeps);
      if (message.type === 'rows') {
        rows.push((rows.pop() ?? 0) + message.rows.length);
        if (rows.reduce((sum, each) => sum + each, 0) > limits.maxRows) throw new ReadRefused('imports.tooManyRows', { max: limits.maxRows });
      }
      if (message.type !== 'sheet') return emit(message);
      rows.push(0);
      return emit({ file, ...message });
    },
  };
};

const refuseBomb = (zip: Zip, limits: Limits): void => {
  const total = [...zip.parts.values()].reduce((sum, { entry }) => sum + entry.size, 0);
  if (total > limits.ratioFromBytes && total > zip.bytes.length * limits.maxRatio) throw new ReadRefused('imports.suspiciousFile');
};

/** Hands the files of an archive to `readFile`, one after another. Files that are no tables are named and left out. */
export const readArchive = async (zip: Zip, { limits, passwords, emit, path }: Reading, readFile: (bytes: Uint8Array, reading: Reading) => Promise<void>): Promise<void> => {
  refuseBomb(zip, limits);
  const files = [...zip.parts].filter(([name]) => !isFolder(name) && !isJunk(name));
  const unlock = files.some(([, part]) => isLocked(part)) ? await zipUnlocker(zip, passwords) : null;
  const refuseLarge = (name: string, size: number): void => {
    if (size <= limits.maxFileBytes) return;
    throw hasTableName(name) ? new ReadRefused('imports.fileTooBig', { max: Math.round(limits.maxFileBytes / 1_048_576) }) : new ReadRefused('imports.notATable');
  };
  const passing = counted(emit, limits);
  await passing.drop();
  const others: string[] = [];
  for (const [name, part] of files) {
    const inside = [...path, shownName(name)];
    const file = inside.join('/');
    passing.begin();
    // Outside the naming: this lock is the archive's own.
    const unlocked = unlock && isLocked(part) && part.entry.size <= limits.maxFileBytes ? await unlock(part) : null;
    try {
      refuseLarge(name, part.entry.size);
      await readFile(unlocked ?? wholePart(zip, name) ?? new Uint8Array(), { limits, passwords, emit: passing.emitFrom(file), path: inside });
    } catch (error) {
      const refused = error instanceof ReadRefused ? error : new ReadRefused('imports.damagedFile');
      if (!isNoTable(refused.code)) throw refused.within(file);
      others.push(file);
      await passing.drop();
    }
  }
  if (passing.sheets() === 0) throw new ReadRefused('imports.archiveWithoutTables', { inside: listed(others) || '—' });
  if (others.length > 0) await emit({ type: 'warning', code: 'imports.archiveRest', details: { files: listed(others) } });
};
