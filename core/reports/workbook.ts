import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipInputFile } from 'fflate';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { Refused } from '../base/errors.ts';
import type { CellValue, SheetColumn } from './sheet-xml.rules.ts';
import { createRowXml, maxSheetRows, partsAround, sheetEnd, sheetPath, sheetStart } from './sheet-xml.rules.ts';

/** One sheet: text stays text (ids, phones), numbers are numbers. A record (an order, a person) is one row or several. */
export type SheetTable = {
  readonly sheetName: string;
  readonly columns: readonly SheetColumn[];
  /** how many records come, for the progress */
  readonly total: number;
  readonly records: Iterable<readonly (readonly CellValue[])[]>;
};

export type Pace = {
  readonly progress: (phase: string, done: number, total: number | null) => void;
  readonly breathe: () => Promise<void>;
  readonly signal: AbortSignal;
};

/** Fixed, because a zip cannot hold the year of a laptop whose clock is dead. */
const mtime = new Date(1980, 0, 1);
const pieceLength = 64 * 1024;

/** Writes the parts one after the other; a sheet is deflated by Node's own thread, so that questions go on being answered. */
const writeParts = async (file: FileHandle, tables: readonly SheetTable[], { progress, breathe }: Pace): Promise<number> => {
  const zipped: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    zipped.push(chunk);
  });
  const flush = (): Promise<void> => file.writeFile(Buffer.concat(zipped.splice(0)));

  for (const [filename, text] of Object.entries(partsAround(tables.map(({ sheetName }) => sheetName)))) {
    const part = new ZipDeflate(filename);
    part.mtime = mtime;
    zip.add(part);
    part.push(strToU8(text), true);
  }

  const total = tables.reduce((sum, table) => sum + table.total, 0);
  let written = 0;
  let done = 0;
  progress('reports.writing', 0, total);
  async function* pieces({ columns, records }: SheetTable): AsyncGenerator<string> {
    const rowXml = createRowXml(columns);
    let text = sheetStart(columns);
    let rows = 0;
    for (const record of records) {
      for (const cells of record) {
        rows += 1;
        written += 1;
        text += rowXml(rows + 1, cells);
      }
      if (rows >= maxSheetRows) throw new Refused('reports.tooManyRows', { max: maxSheetRows - 1 });
      done += 1;
      progress('reports.writing', Math.min(done, total), total);
      await breathe();
      if (text.length > pieceLength) {
        yield text;
        text = '';
      }
    }
    yield text + sheetEnd(columns, rows + 1);
  }
  for (const [index, table] of tables.entries()) {
    const sheet: ZipInputFile = { filename: sheetPath(index + 1), size: 0, crc: 0, compression: 8, mtime };
    zip.add(sheet);
    await pipeline(
      async function* () {
        for await (const text of pieces(table)) {
          const bytes = Buffer.from(text);
          sheet.crc = crc32(bytes, sheet.crc);
          sheet.size += bytes.length;
          yield bytes;
        }
      },
      createDeflateRaw(),
      async (deflated: AsyncIterable<Uint8Array<ArrayBuffer>>) => {
        for await (const chunk of deflated) {
          sheet.ondata?.(null, chunk, false);
          await flush();
        }
      },
    );
    sheet.ondata?.(null, new Uint8Array(), true);
  }
  zip.end();
  await flush();
  return written;
};

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Writes beside the target and renames: whoever opens the file sees it whole or the old one. Answers how many rows it has. */
export const writeWorkbook = async (path: string, name: string, given: SheetTable | readonly SheetTable[], pace: Pace): Promise<number> => {
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    let rows: number;
    try {
      rows = await writeParts(file, 'records' in given ? [given] : given, pace);
      await file.sync();
    } finally {
      await file.close();
    }
    if (pace.signal.aborted) throw new Refused('job.cancelled');
    await rename(partial, path);
    return rows;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    throw isSystemError(error) && !full ? new Refused('file.write', { file: name }) : error;
  }
};
