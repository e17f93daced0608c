/** The text of an .xlsx with its sheets (ECMA-376, SpreadsheetML). Pure: rows in, XML out, so that it can be written in pieces. */

export type CellValue = string | number | null;
/** `width` in characters; numbers of a money column show two digits after the point; what is typed into a `text` column stays text, and into one with `choices` only these words go. */
export type SheetColumn = {
  readonly header: string;
  readonly width: number;
  readonly money: boolean;
  readonly text?: boolean;
  readonly wrap?: boolean;
  readonly choices?: readonly string[];
};

const styleOf = { money: 1, header: 2, text: 3, wrap: 4 } as const;

/** A whole sheet of Excel: further rows would make a file that it calls damaged. */
export const maxSheetRows = 1_048_576;

/** What XML cannot hold or would change: half pairs, control characters, and text that looks like the escape itself. */
const unsafe = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff&<>"]|_(?=[xX][0-9a-fA-F]{4}_)/u;
const everyUnsafe = new RegExp(unsafe, 'gu');
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  unsafe.test(text)
    ? text.replace(everyUnsafe, (found) => entities[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    : text;

/** 0 → A, 25 → Z, 26 → AA. */
export const columnName = (index: number): string => (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/**
 * Text is always a text cell: an id of 19 digits keeps them all, and `=1+1` from a stranger's note never becomes a
 * formula. Blanks at an end are lost without `preserve`.
 */
const textCell = (reference: string, text: string, style: string): string =>
  `<c r="${reference}"${style} t="inlineStr"><is><t${/^\s|\s$|[\t\n]/.test(text) ? ' xml:space="preserve"' : ''}>${escaped(text)}</t></is></c>`;

export const createRowXml = (columns: readonly SheetColumn[]) => {
  const names = columns.map((_, index) => columnName(index));
  const styles = columns.map(({ money, text }) => (money ? ` s="${styleOf.money}"` : text ? ` s="${styleOf.text}"` : ''));
  const textStyles = columns.map(({ text, wrap }) => (text ? ` s="${styleOf.text}"` : wrap ? ` s="${styleOf.wrap}"` : ''));
  /** `row` counts from 1, as Excel does. An empty cell is left out. */
  return (row: number, cells: readonly CellValue[]): string => {
    let xml = `<row r="${row}">`;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index]!;
      if (typeof cell === 'string') xml += cell === '' ? '' : textCell(`${names[index]}${row}`, cell, textStyles[index]!);
      else if (cell !== null && Number.isFinite(cell)) xml += `<c r="${names[index]}${row}"${styles[index]}><v>${cell}</v></c>`;
    }
    return `${xml}</row>`;
  };
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Everything before the first data row: the head stays in sight while scrolling. */
export const sheetStart = (columns: readonly SheetColumn[]): string =>
  `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  `<cols>${columns.map(({ width, text }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${text ? ` style="${styleOf.text}"` : ''}/>`).join('')}</cols>` +
  `<sheetData><row r="1">${columns.map(({ header }, index) => textCell(`${columnName(index)}1`, header, ` s="${styleOf.header}"`)).join('')}</row>`;

/** As far as anybody types; the rule costs nothing where the sheet is empty. */
const lastChoiceRow = 10_000;

const choicesXml = (columns: readonly SheetColumn[]): string => {
  const rules = columns.flatMap(({ choices, header }, index) => {
    if (!choices) return [];
    const cells = `${columnName(index)}2:${columnName(index)}${lastChoiceRow}`;
    const words = escaped(choices.join('、'));
    return [`<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${escaped(header)}" error="只能写：${words}" sqref="${cells}"><formula1>"${escaped(choices.join(','))}"</formula1></dataValidation>`];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
};

export const sheetEnd = (columns: readonly SheetColumn[], lastRow: number): string =>
  `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${lastRow}"/>${choicesXml(columns)}</worksheet>`;

/** Sheets are numbered from 1. */
export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** The small parts around the sheets, by path. */
export const partsAround = (sheetNames: readonly string[]): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${mime}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${mime}.styles+xml"/>${sheetNames.map((_, index) => `<Override PartName="/${sheetPath(index + 1)}" ContentType="${mime}.worksheet+xml"/>`).join('')}</Types>`,
  '_rels/.rels': `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheetNames.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packaged}/relationships">${sheetNames.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${sheetNames.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
});
