import { strToU8, zipSync } from 'fflate';
import type { Cell, ReaderMessage } from '../../core/imports/cells.ts';
import { limitsFor } from '../../core/imports/reader/limits.ts';
import { emitXlsx } from '../../core/imports/reader/sheets.ts';
import { scanXlsx } from '../../core/imports/reader/xlsx-scanner.ts';
import { openZip, partPieces } from '../../core/imports/reader/zip.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export type RawXlsx = {
  /** what stands between `<sheetData>` and its end, or a whole part if it begins with `<?xml` or names its own root */
  readonly sheet: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
  readonly relationships?: string;
  readonly more?: Readonly<Record<string, Uint8Array>>;
};

/** A workbook of hand-written XML. */
export const rawXlsx = ({ sheet, strings = '', styles = '', workbook, relationships, more = {} }: RawXlsx): Uint8Array => {
  const part = (name: string) => `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name === 'workbook' ? 'sheet.main' : name.startsWith('worksheets') ? 'worksheet' : name}+xml"/>`;
  const whole = sheet.startsWith('<?xml') || sheet.includes('worksheet');
  return zipSync({
    '[Content_Types].xml': strToU8(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${['workbook', 'worksheets/sheet1', 'sharedStrings', 'styles'].map(part).join('')}</Types>`),
    'xl/workbook.xml': strToU8(workbook ?? `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="订单" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      relationships ?? `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(whole ? sheet : `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': strToU8(strings.includes('sst') ? strings : `<sst xmlns="${main}">${strings}</sst>`),
    'xl/styles.xml': strToU8(`<styleSheet xmlns="${main}">${styles}</styleSheet>`),
    ...more,
  });
};

/** Styles whose index is the place in the list; texts are format codes, numbers are the numbers every program knows. */
export const stylesOf = (formats: readonly (string | number)[]): string => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const codes = formats.map((format, index) => (typeof format === 'string' ? `<numFmt numFmtId="${176 + index}" formatCode="${escaped(format)}"/>` : ''));
  return `<numFmts>${codes.join('')}</numFmts><cellXfs>${formats.map((format, index) => `<xf numFmtId="${typeof format === 'string' ? 176 + index : format}"/>`).join('')}</cellXfs>`;
};

export type Emitted = readonly { readonly name: string; readonly hidden: boolean; readonly rows: readonly (readonly Cell[])[] }[];

/** Takes the reader's messages and keeps the sheets. */
export const collected = () => {
  const sheets: { name: string; hidden: boolean; rows: (readonly Cell[])[] }[] = [];
  return {
    sheets,
    take: (message: ReaderMessage): void => {
      if (message.type === 'sheet') sheets.push({ name: message.name, hidden: message.hidden, rows: [] });
      if (message.type === 'rows') sheets.at(-1)?.rows.push(...message.rows);
    },
  };
};

/** What our own scanner makes of a file, in pieces of this many bytes; throws where it gives up. */
export const scanned = async (bytes: Uint8Array, pieceBytes?: number): Promise<Emitted> => {
  const { sheets, take } = collected();
  const limits = limitsFor(100_000);
  const zip = openZip(bytes, limits);
  const cut = async function* (part: string): AsyncGenerator<Buffer, void> {
    for await (const piece of partPieces(zip, part)) for (let at = 0; at < piece.length; at += pieceBytes ?? piece.length) yield piece.subarray(at, at + (pieceBytes ?? piece.length));
  };
  await scanXlsx(zip, limits, take, cut);
  return sheets;
};

/** What SheetJS makes of it. */
export const oracle = (bytes: Uint8Array): Emitted => {
  const { sheets, take } = collected();
  emitXlsx(bytes, limitsFor(100_000), take);
  return sheets;
};
