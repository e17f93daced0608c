/** One small table as each program writes it into a workbook: the same cells in nine dialects of the format. */
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import type { Cell } from '../../core/imports/cells.ts';

export type Value =
  | { readonly is: 'text'; readonly text: string; /** pieces with fonts of their own */ readonly rich?: readonly string[]; /** how it is read aloud */ readonly phonetic?: string }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'time'; readonly serial: number; readonly text: string }
  | { readonly is: 'formula'; readonly formula: string; readonly result: string | number }
  | { readonly is: 'flag'; readonly flag: boolean }
  | { readonly is: 'error' }
  | { readonly is: 'blank' };
export type Written = { readonly bytes: Uint8Array; readonly rows: readonly (readonly Cell[])[] };

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const strictMain = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictRelations = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

type Dialect = {
  /** before every name, e.g. `x:` */
  readonly prefix: string;
  readonly namespace: string;
  readonly relations: string;
  readonly texts: 'shared' | 'inline' | 'str';
  /** `r` on rows and cells */
  readonly references: 'both' | 'rows' | 'none';
  readonly times: 'serial' | 'iso';
  readonly date1904: boolean;
  /** of styles.xml: the first is of ordinary cells, the second of times */
  readonly styles: string;
  /** attributes of the first and second style on a cell */
  readonly styleOf: (time: boolean) => string;
  readonly rowAttributes: (cells: number) => string;
  readonly spaces: 'always' | 'needed';
  readonly blanks: boolean;
  readonly number: (value: number) => string;
  readonly numberType: string;
  readonly before: string;
  readonly after: string;
  readonly worksheetAttributes: string;
  readonly target: (part: string) => string;
  readonly sheetPart: string;
  /** in the order in which they lie in the archive */
  readonly order: readonly string[];
  readonly lineEnd: string;
};

const formats = (code: string, prefix = ''): string =>
  `<${prefix}numFmts count="1"><${prefix}numFmt numFmtId="176" formatCode="${xml(code).replaceAll('"', '&quot;')}"/></${prefix}numFmts><${prefix}fonts count="1"><${prefix}font><${prefix}sz val="11"/><${prefix}name val="宋体"/><${prefix}charset val="134"/></${prefix}font></${prefix}fonts><${prefix}fills count="1"><${prefix}fill><${prefix}patternFill patternType="none"/></${prefix}fill></${prefix}fills><${prefix}borders count="1"><${prefix}border/></${prefix}borders><${prefix}cellStyleXfs count="1"><${prefix}xf numFmtId="22"/></${prefix}cellStyleXfs><${prefix}cellXfs count="2"><${prefix}xf numFmtId="0" fontId="0" xfId="0"/><${prefix}xf numFmtId="176" fontId="0" xfId="0" applyNumberFormat="1"/></${prefix}cellXfs><${prefix}dxfs count="1"><${prefix}dxf><${prefix}numFmt numFmtId="177" formatCode="0.00"/></${prefix}dxf></${prefix}dxfs>`;

const plain: Dialect = {
  prefix: '', namespace: main, relations, texts: 'shared', references: 'both', times: 'serial', date1904: false,
  styles: formats('yyyy/m/d\\ h:mm;@'), styleOf: (time) => (time ? ' s="1"' : ''), rowAttributes: () => '', spaces: 'needed', blanks: false,
  number: String, numberType: '', before: '<sheetFormatPr defaultRowHeight="13.5"/>', after: '', worksheetAttributes: '',
  target: (part) => part, sheetPart: 'worksheets/sheet1.xml', order: ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'sheet', 'xl/styles.xml', 'xl/sharedStrings.xml'], lineEnd: '',
};

/** What each program does of its own. */
export const dialects: Readonly<Record<string, Partial<Dialect>>> = {
  Excel: {
    worksheetAttributes: ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}"',
    rowAttributes: (cells) => ` spans="1:${cells}" x14ac:dyDescent="0.15"`,
    before: '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="13.5" x14ac:dyDescent="0.15"/><cols><col min="1" max="1" width="20" customWidth="1"/></cols>',
    after: '<phoneticPr fontId="1" type="noConversion"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><mc:AlternateContent><mc:Choice Requires="x14"><controls/></mc:Choice><mc:Fallback/></mc:AlternateContent><extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar"><xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">9</xm:f></x14:cfRule></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>',
    order: ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'sheet', 'xl/styles.xml', 'xl/sharedStrings.xml'],
  },
  WPS: {
    styles: formats('yyyy"年"m"月"d"日"\\ h:mm:ss;@'), rowAttributes: (cells) => ` ht="14.25" spans="1:${cells}"`, blanks: true, styleOf: (time) => (time ? ' s="1"' : ' s="0"'),
    worksheetAttributes: ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"',
    after: '<headerFooter/>', spaces: 'always',
  },
  LibreOffice: { styles: formats('yyyy\\-mm\\-dd\\ hh:mm:ss'), rowAttributes: () => ' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"', styleOf: (time) => ` s="${time ? 1 : 0}"`, numberType: ' t="n"', spaces: 'always', blanks: true, order: ['xl/_rels/workbook.xml.rels', 'xl/sharedStrings.xml', 'sheet', 'xl/styles.xml', 'xl/workbook.xml', '_rels/.rels', '[Content_Types].xml'] },
  'POI SXSSF': { texts: 'inline', styles: formats('yyyy-mm-dd hh:mm:ss'), numberType: ' t="n"', number: (value) => (Number.isInteger(value) ? value.toFixed(1) : String(value)), before: '<dimension ref="A1"/><sheetViews><sheetView workbookViewId="0" tabSelected="true"/></sheetViews><sheetFormatPr defaultRowHeight="15.0"/>', lineEnd: '\n', order: ['_rels/.rels', '[Content_Types].xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'sheet'] },
  EasyExcel: { styles: formats('yyyy-MM-dd HH:mm:ss'), numberType: ' t="n"', styleOf: (time) => ` s="${time ? 1 : 0}"`, before: '<dimension ref="A1:H9"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15.0"/>', blanks: true },
  XlsxWriter: { rowAttributes: (cells) => ` spans="1:${cells}"`, styles: formats('yyyy\\-mm\\-dd\\ hh:mm'), spaces: 'needed' },
  openpyxl: { prefix: '', texts: 'shared', styles: formats('yyyy\\-mm\\-dd\\ h:mm:ss'), numberType: ' t="n"', styleOf: (time) => (time ? ' s="1"' : ''), target: (part) => `/xl/${part}`, spaces: 'needed' },
  'openpyxl with ISO dates': { times: 'iso', target: (part) => `/xl/${part}`, numberType: ' t="n"' },
  SheetJS: { texts: 'str', numberType: ' t="n"', styles: formats('yyyy/m/d h:mm'), spaces: 'always', before: '' },
  Numbers: { texts: 'shared', rowAttributes: () => ' ht="20.05" customHeight="1"', styles: formats('yyyy-m-d h:mm:ss'), styleOf: (time) => ` s="${time ? 1 : 0}"`, blanks: true, order: ['[Content_Types].xml', '_rels/.rels', 'sheet', 'xl/sharedStrings.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml'] },
  'Open XML SDK': { prefix: 'x:', styles: formats('yyyy/m/d\\ h:mm', 'x:'), worksheetAttributes: '', before: '', target: (part) => `/xl/${part}`, sheetPart: 'worksheets/R9f1c2d3e.xml' },
  'strict Excel': { namespace: strictMain, relations: strictRelations, times: 'iso', worksheetAttributes: ' conformance="strict"' },
  'Excel of a Mac': { date1904: true },
  'a writer without references': { references: 'none', texts: 'inline' },
  'a writer that numbers only rows': { references: 'rows' },
};

const isoOf = (text: string): string => text.replace(' ', 'T');

const cellXml = (dialect: Dialect, value: Value, reference: string, shared: (value: Value & { is: 'text' }) => number): string => {
  const { prefix: p } = dialect;
  const at = `${dialect.references === 'both' ? ` r="${reference}"` : ''}${dialect.styleOf(value.is === 'time')}`;
  const cell = (type: string, inside: string): string => `<${p}c${at}${type}>${inside}</${p}c>`;
  const v = (text: string): string => `<${p}v>${xml(text)}</${p}v>`;
  switch (value.is) {
    case 'text': {
      if (dialect.texts === 'shared') return cell(' t="s"', v(String(shared(value))));
      return dialect.texts === 'str' ? cell(' t="str"', v(value.text)) : cell(' t="inlineStr"', `<${p}is>${textXml(dialect, value)}</${p}is>`);
    }
    case 'number':
      return cell(dialect.numberType, v(dialect.number(value.number)));
    case 'time':
      return dialect.times === 'iso' ? cell(' t="d"', v(isoOf(value.text))) : cell(dialect.numberType, v(String(dialect.date1904 ? value.serial - 1462 : value.serial)));
    case 'formula':
      return cell(typeof value.result === 'string' ? ' t="str"' : '', `<${p}f>${xml(value.formula)}</${p}f>${v(String(value.result))}`);
    case 'flag':
      return cell(' t="b"', v(value.flag ? '1' : '0'));
    case 'error':
      return cell(' t="e"', v('#N/A'));
    case 'blank':
      return dialect.references === 'both' ? (dialect.blanks ? `<${p}c${at}/>` : '') : `<${p}c${at}></${p}c>`;
  }
};

const textXml = ({ prefix: p, spaces }: Dialect, { text, rich, phonetic }: Value & { is: 'text' }): string => {
  const t = (part: string): string => `<${p}t${spaces === 'always' || part.trim() !== part ? ' xml:space="preserve"' : ''}>${xml(part)}</${p}t>`;
  const runs = rich ? rich.map((part, at) => `<${p}r>${at === 0 ? '' : `<${p}rPr><${p}b/><${p}sz val="11"/><${p}rFont val="宋体"/></${p}rPr>`}${t(part)}</${p}r>`).join('') : t(text);
  return `${runs}${phonetic ? `<${p}rPh sb="0" eb="1"><${p}t>${phonetic}</${p}t></${p}rPh><${p}phoneticPr fontId="1" type="noConversion"/>` : ''}`;
};

const cellOf = (value: Value): Cell => {
  switch (value.is) {
    case 'text':
    case 'time':
      return value.text;
    case 'number':
      return value.number;
    case 'formula':
      return value.result;
    case 'flag':
      return value.flag ? '是' : '否';
    default:
      return null;
  }
};

const shown = (row: readonly Value[]): readonly Cell[] => {
  const cells = row.map(cellOf);
  while (cells.length > 0 && cells.at(-1) === null) cells.pop();
  return cells;
};

/** The parts in this order, each with its size behind it as programs write that cannot go back: `data descriptors`. */
const streamedZip = (parts: readonly (readonly [string, Uint8Array])[]): Uint8Array => {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((_, piece) => void pieces.push(piece));
  for (const [name, bytes] of parts) {
    const part = new ZipDeflate(name, { level: 6 });
    zip.add(part);
    part.push(bytes, true);
  }
  zip.end();
  return new Uint8Array(Buffer.concat(pieces));
};

/** The table as this program writes it. `descriptors`: by a stream that cannot go back. */
export const writtenBy = (name: string, rows: readonly (readonly Value[])[], descriptors = false): Written => {
  const dialect: Dialect = { ...plain, ...dialects[name] };
  const { prefix: p, namespace } = dialect;
  const strings: (Value & { is: 'text' })[] = [];
  const shared = (value: Value & { is: 'text' }): number => {
    const known = strings.findIndex((each) => JSON.stringify(each) === JSON.stringify(value));
    return known >= 0 ? known : strings.push(value) - 1;
  };
  const root = (element: string, inside: string, more = ''): string => `${declaration}<${p}${element} xmlns${p === '' ? '' : `:${p.slice(0, -1)}`}="${namespace}"${more}>${inside}</${p}${element}>`;
  const data = rows.map((row, r) => {
    const cells = row.map((value, c) => cellXml(dialect, value, `${letters(c)}${r + 1}`, shared)).join('');
    return `<${p}row${dialect.references === 'none' ? '' : ` r="${r + 1}"`}${dialect.rowAttributes(row.length)}>${dialect.lineEnd}${cells}</${p}row>`;
  });
  const sheet = root('worksheet', `${dialect.before}<${p}sheetData>${data.join(dialect.lineEnd)}</${p}sheetData>${dialect.after}`, dialect.worksheetAttributes);
  const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${dialect.relations}/${kind}" Target="${target}"/>`;
  const override = (part: string, kind: string) => `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override(dialect.sheetPart, 'worksheet')}${override('styles.xml', 'styles')}${override('sharedStrings.xml', 'sharedStrings')}</Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${dialect.relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': root('workbook', `<${p}workbookPr${dialect.date1904 ? ' date1904="1"' : ''}/><${p}sheets><${p}sheet name="订单" sheetId="1" r:id="rId1"/></${p}sheets>`, ` xmlns:r="${dialect.relations}"`),
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships">${relation('rId3', 'sharedStrings', dialect.target('sharedStrings.xml'))}${relation('rId2', 'styles', dialect.target('styles.xml'))}${relation('rId1', 'worksheet', dialect.target(dialect.sheetPart))}</Relationships>`,
    sheet,
    'xl/styles.xml': root('styleSheet', dialect.styles),
    'xl/sharedStrings.xml': root('sst', strings.map((value) => `<${p}si>${textXml(dialect, value)}</${p}si>`).join(''), ` count="${strings.length}" uniqueCount="${strings.length}"`),
  };
  const named = dialect.order.map((part) => [part === 'sheet' ? `xl/${dialect.sheetPart}` : part, strToU8(parts[part]!)] as const);
  return { bytes: descriptors ? streamedZip(named) : zipSync(Object.fromEntries(named)), rows: rows.map(shown) };
};
