import type { Cell, ReaderMessage } from '../cells.ts';
import type { ReadOutcome } from '../workbook-collector.ts';
import { workbookCollector } from '../workbook-collector.ts';
import type { Reading } from './archive.ts';
import { parseCsv } from './csv.ts';
import type { Limits } from './limits.ts';
import { tableMarkup } from './markup.ts';
import { ReadRefused, Unusual } from './refused.ts';
import { containerOf } from './sniff.ts';
import { decodeText } from './text.ts';
import { isVcard, parseVcards } from './vcard.ts';
import type { Emit } from './sheet-rows.ts';
import { scanXls } from './xls-scanner.ts';
import { scanXlsx } from './xlsx-scanner.ts';
import type { Zip } from './zip.ts';
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

const readXlsx = async (zip: Zip, limits: Limits, emit: Emit): Promise<void> => {
  await emit({ type: 'opened', format: 'xlsx', encoding: null });
  try {
    await scanXlsx(zip, limits, emit);
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    refuseLonger(zip.bytes, limits.maxWholeFileBytes);
    checkParts(zip, limits);
    // Opened anew: the rows that went out already are void.
    await emit({ type: 'opened', format: 'xlsx', encoding: null });
    const { emitXlsx } = await import('./sheets.ts');
    emitXlsx(zip.bytes, limits, (message) => void emit(message));
  }
};

const readZip = async (bytes: Uint8Array, reading: Reading): Promise<void> => {
  const zip = openZip(bytes, reading.limits);
  if (zip.kind === 'xlsx') return readXlsx(zip, reading.limits, reading.emit);
  // An archive may hold another one, as mail programs make them; deeper is nobody's export.
  if (reading.path.length > 1) throw new ReadRefused('imports.otherArchive', { format: '压缩包' });
  const { readArchive } = await import('./archive.ts');
  return readArchive(zip, reading, readBytes);
};

const readXls = async (bytes: Uint8Array, { limits, emit }: Reading): Promise<void> => {
  await emit({ type: 'opened', format: 'xls', encoding: null });
  try {
    await scanXls(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits, emit);
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    // Opened anew: the rows that went out already are void.
    await emit({ type: 'opened', format: 'xls', encoding: null });
    const { emitXls } = await import('./sheets.ts');
    await emitXls(bytes, limits, (message) => void emit(message));
  }
};

/** UTF-16 text of the stream name that Office puts into encrypted workbooks. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

const readOle = async (bytes: Uint8Array, reading: Reading): Promise<void> => {
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (container.includes(encryptedPackage)) {
    const { unlockedOffice } = await import('./locked-office.ts');
    const file = await unlockedOffice(container, reading.passwords);
    if (file) return readZip(file, reading);
  }
  try {
    await readXls(bytes, reading);
  } catch (error) {
    if (!(error instanceof ReadRefused) || error.code !== 'imports.passwordProtected') throw error;
    const { unlockedXls } = await import('./locked-xls.ts');
    const file = await unlockedXls(container, reading.passwords);
    if (!file) throw error;
    await readXls(file, reading);
  }
};

const readText = async (bytes: Uint8Array, { limits, emit }: Reading): Promise<void> => {
  const tell = (message: ReaderMessage) => void emit(message);
  const { text, encoding, broken } = decodeText(bytes);
  const markup = text.slice(0, 1000).trimStart().startsWith('<');
  const cards = isVcard(text);
  tell({ type: 'opened', format: markup ? 'html' : cards ? 'vcard' : 'csv', encoding });
  if (broken) tell({ type: 'warning', code: 'imports.brokenCharacters' });
  if (markup) {
    const table = tableMarkup(text);
    const { emitMarkup } = await import('./sheets.ts');
    emitMarkup(table, limits, tell);
  } else emitRows(text, limits, cards ? parseVcards : parseCsv, tell);
};

const readBytes = async (bytes: Uint8Array, reading: Reading): Promise<void> => {
  const { limits } = reading;
  const container = containerOf(bytes);
  refuseLonger(bytes, container === 'zip' ? limits.maxFileBytes : limits.maxWholeFileBytes);
  return container === 'zip' ? readZip(bytes, reading) : container === 'ole' ? readOle(bytes, reading) : readText(bytes, reading);
};

/**
 * Reads one file and hands out its cells, ending with `done` or `failed`. Never throws: whatever a file does to the
 * parser is a refusal in words.
 */
export const readWorkbook = async (bytes: Uint8Array, limits: Limits, emit: Emit, passwords: readonly string[] = []): Promise<void> => {
  try {
    await readBytes(bytes, { limits, passwords, emit, path: [] });
    await emit({ type: 'done' });
  } catch (error) {
    const refused = error instanceof ReadRefused ? error : new ReadRefused('imports.damagedFile');
    await emit({ type: 'failed', code: refused.code, details: refused.details });
  }
};

/** Reads a whole file inside this process: for tests and for files that the product wrote itself. */
export const readWholeWorkbook = async (bytes: Uint8Array, limits: Limits, passwords: readonly string[] = []): Promise<ReadOutcome> => {
  const collector = workbookCollector();
  let outcome: ReadOutcome | null = null;
  const take = (message: ReaderMessage): void => {
    outcome = collector.take(message) ?? outcome;
  };
  await readWorkbook(bytes, limits, take, passwords);
  return outcome ?? { type: 'failed', code: 'imports.damagedFile' };
};
