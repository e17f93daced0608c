import type { Cell, FileFormat, ReaderMessage, Sheet, Workbook } from '../cells.ts';
import { parseCsv } from './csv.ts';
import type { Limits } from './limits.ts';
import { tableMarkup } from './markup.ts';
import { ReadRefused } from './refused.ts';
import { containerOf } from './sniff.ts';
import { decodeText } from './text.ts';
import { isVcard, parseVcards } from './vcard.ts';
import type { Emit } from './xlsx-scanner.ts';
import { scanXlsx } from './xlsx-scanner.ts';
import { Unusual } from './xml-scanner.ts';
import { checkParts, openZip } from './zip.ts';

const emitRows = (text: string, limits: Limits, parse: typeof parseCsv, emit: (message: ReaderMessage) => void): void => {
  emit({ type: 'sheet', name: '', hidden: false });
  let chunk: (readonly Cell[])[] = [];
  let any = false;
  parse(text, limits, (row) => {
    any = true;
    chunk.push(row);
    if (chunk.length < 500) return;
    emit({ type: 'rows', rows: chunk });
    chunk = [];
  });
  if (chunk.length > 0) emit({ type: 'rows', rows: chunk });
  if (!any) throw new ReadRefused('imports.noRows');
};

const refuseLonger = (bytes: Uint8Array, most: number): void => {
  if (bytes.length > most) throw new ReadRefused('imports.fileTooBig', { max: Math.round(most / 1_048_576) });
};

const readXlsx = async (bytes: Uint8Array, limits: Limits, emit: Emit): Promise<void> => {
  const zip = openZip(bytes, limits);
  await emit({ type: 'opened', format: 'xlsx', encoding: null });
  try {
    await scanXlsx(zip, limits, emit);
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    refuseLonger(bytes, limits.maxWholeFileBytes);
    checkParts(zip, limits);
    // Opened anew: the rows that went out already are void.
    await emit({ type: 'opened', format: 'xlsx', encoding: null });
    const { emitXlsx } = await import('./sheets.ts');
    emitXlsx(bytes, limits, (message) => void emit(message));
  }
};

/** UTF-16 text of the stream name that Office puts into encrypted workbooks. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Reads one file and hands out its cells, ending with `done` or `failed`. Never throws: whatever a file does to the
 * parser is a refusal in words.
 */
export const readWorkbook = async (bytes: Uint8Array, limits: Limits, emit: Emit): Promise<void> => {
  const tell = (message: ReaderMessage) => void emit(message);
  try {
    const opened = (format: FileFormat, encoding: string | null) => tell({ type: 'opened', format, encoding });
    const container = containerOf(bytes);
    refuseLonger(bytes, container === 'zip' ? limits.maxFileBytes : limits.maxWholeFileBytes);
    if (container === 'zip') {
      await readXlsx(bytes, limits, emit);
    } else if (container === 'ole') {
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedPackage)) throw new ReadRefused('imports.passwordProtected');
      opened('xls', null);
      const { emitXls } = await import('./sheets.ts');
      await emitXls(bytes, limits, tell);
    } else {
      const { text, encoding, broken } = decodeText(bytes);
      const markup = text.slice(0, 1000).trimStart().startsWith('<');
      const cards = isVcard(text);
      opened(markup ? 'html' : cards ? 'vcard' : 'csv', encoding);
      if (broken) tell({ type: 'warning', code: 'imports.brokenCharacters' });
      if (markup) {
        const table = tableMarkup(text);
        const { emitMarkup } = await import('./sheets.ts');
        emitMarkup(table, limits, tell);
      } else emitRows(text, limits, cards ? parseVcards : parseCsv, tell);
    }
    await emit({ type: 'done' });
  } catch (error) {
    const refused = error instanceof ReadRefused ? error : new ReadRefused('imports.damagedFile');
    await emit({ type: 'failed', code: refused.code, details: refused.details });
  }
};

export type ReadOutcome =
  | { readonly type: 'workbook'; readonly workbook: Workbook }
  | { readonly type: 'failed'; readonly code: string; readonly details?: Readonly<Record<string, string | number>> };

/** Puts the reader's messages together again; used by the core on its side of the port and by tests. */
export const workbookCollector = (): { readonly take: (message: ReaderMessage) => ReadOutcome | null } => {
  const sheets: { name: string; hidden: boolean; rows: (readonly Cell[])[] }[] = [];
  const warnings: string[] = [];
  let format: FileFormat = 'csv';
  let encoding: string | null = null;
  return {
    take: (message) => {
      switch (message.type) {
        case 'opened':
          ({ format, encoding } = message);
          sheets.length = 0;
          warnings.length = 0;
          return null;
        case 'sheet':
          sheets.push({ name: message.name, hidden: message.hidden, rows: [] });
          return null;
        case 'rows':
          for (const row of message.rows) sheets.at(-1)?.rows.push(row);
          return null;
        case 'warning':
          if (!warnings.includes(message.code)) warnings.push(message.code);
          return null;
        case 'failed':
          return { type: 'failed', code: message.code, ...(message.details ? { details: message.details } : {}) };
        case 'done':
          return { type: 'workbook', workbook: { format, encoding, sheets: sheets satisfies Sheet[], warnings } };
      }
    },
  };
};

/** Reads a whole file inside this process: for tests and for files that the product wrote itself. */
export const readWholeWorkbook = async (bytes: Uint8Array, limits: Limits): Promise<ReadOutcome> => {
  const collector = workbookCollector();
  let outcome: ReadOutcome | null = null;
  await readWorkbook(bytes, limits, (message) => {
    outcome = collector.take(message) ?? outcome;
  });
  return outcome ?? { type: 'failed', code: 'imports.damagedFile' };
};
