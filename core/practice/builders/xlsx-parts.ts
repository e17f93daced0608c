import { strToU8, zipSync } from 'fflate';

/** A workbook as the platforms' programs write it, part by part: SheetJS would write another dialect than they do. */
export type BuiltSheet = { readonly name: string; readonly rows: readonly (readonly (string | number)[])[] };

const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const columnName = (index: number): string => (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

type CellXml = (value: string | number, reference: string) => string;

const sheetXml = (sheet: BuiltSheet, cellXml: CellXml, dimension: string): string => {
  const rows = sheet.rows.map((row, rowIndex) => `<row r="${rowIndex + 1}">\n${row.map((value, column) => cellXml(value, `${columnName(column)}${rowIndex + 1}`)).join('')}</row>`);
  return `${head}<worksheet xmlns="${main}"><dimension ref="${dimension}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15.0"/><sheetData>\n${rows.join('\n')}\n</sheetData></worksheet>`;
};

const packaged = (sheets: readonly BuiltSheet[], worksheets: readonly string[], sharedStrings: string): Uint8Array => {
  const numbers = sheets.map((_, index) => index + 1);
  const overrides = numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('');
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${overrides}</Types>`,
    ),
    '_rels/.rels': strToU8(`${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships xmlns="${packages}/relationships">${numbers.map((number) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId${numbers.length + 1}" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId${numbers.length + 2}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `${head}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(sharedStrings),
  };
  worksheets.forEach((xml, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(xml);
  });
  // A fixed time, so that the same orders make the same bytes.
  return zipSync(files, { mtime: new Date(2020, 0, 1), level: 6 });
};

const numberCell = (value: number, reference: string): string => `<c r="${reference}" t="n"><v>${Number.isInteger(value) ? value.toFixed(1) : value}</v></c>`;

/** Apache POI's streaming writer: every text inline, no shared strings, and a dimension that claims one cell. */
export const streamedXlsx = (sheets: readonly BuiltSheet[]): Uint8Array => {
  const cell: CellXml = (value, reference) =>
    typeof value === 'number' ? numberCell(value, reference) : `<c r="${reference}" t="inlineStr"><is><t>${xmlText(value)}</t></is></c>`;
  return packaged(sheets, sheets.map((sheet) => sheetXml(sheet, cell, 'A1')), `${head}<sst count="0" uniqueCount="0" xmlns="${main}"/>`);
};

/** The usual kind: texts shared, dimension right. */
export const sharedXlsx = (sheets: readonly BuiltSheet[]): Uint8Array => {
  const strings = new Map<string, number>();
  const cell: CellXml = (value, reference) => {
    if (typeof value === 'number') return numberCell(value, reference);
    if (value === '') return '';
    let index = strings.get(value);
    if (index === undefined) strings.set(value, (index = strings.size));
    return `<c r="${reference}" t="s"><v>${index}</v></c>`;
  };
  const worksheets = sheets.map((sheet) => sheetXml(sheet, cell, `A1:${columnName((sheet.rows[0]?.length ?? 1) - 1)}${Math.max(1, sheet.rows.length)}`));
  const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`).join('');
  return packaged(sheets, worksheets, `${head}<sst xmlns="${main}" count="${strings.size}" uniqueCount="${strings.size}">${items}</sst>`);
};
