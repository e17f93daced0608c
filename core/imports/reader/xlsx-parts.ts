import { isBuiltInDate, isDateFormat } from './dates.ts';
import type { Limits } from './limits.ts';
import { Unusual } from './refused.ts';
import { unescapeXml } from './xml-text.ts';
import type { Zip } from './zip.ts';
import { smallPart } from './zip.ts';

export type XlsxSheet = { readonly name: string; readonly hidden: boolean; /** part of the zip */ readonly part: string };
export type XlsxParts = {
  readonly sheets: readonly XlsxSheet[];
  readonly sharedStrings: string | null;
  readonly date1904: boolean;
  /** 1 for every cell style whose number format shows a date */
  readonly isDate: Uint8Array;
};

type Tag = { readonly name: string; readonly closing: boolean; readonly attributes: ReadonlyMap<string, string> };

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The tags of a small part, names without their prefixes. */
const tagsOf = function* (xml: string): Generator<Tag> {
  for (const [, slash = '', name = '', rest = ''] of xml.replaceAll(/<!--[\s\S]*?-->/g, '').matchAll(/<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g)) {
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single] of rest.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
      if (!key.startsWith('xmlns')) attributes.set(localName(key), unescapeXml(double ?? single ?? ''));
    }
    yield { name: localName(name), closing: slash === '/', attributes };
  }
};

const xmlOf = (zip: Zip, part: string, limits: Limits): string | null => {
  const bytes = smallPart(zip, part, limits);
  if (!bytes) return null;
  const text = bytes.toString('utf8');
  const encoding = /^\s*<\?xml [^>]*encoding\s*=\s*["']([^"']*)/.exec(text)?.[1];
  if (bytes.includes(0) || bytes[0] === 0xff || bytes[0] === 0xfe || (encoding && !/^(utf-?8|us-ascii)$/i.test(encoding))) throw new Unusual();
  return text;
};

type Relation = { readonly type: string; readonly part: string };

/** Where a relation of xl/workbook.xml points; unknown when it leaves the zip. */
const partOf = (target: string, zip: Zip): string => {
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  const part = steps.join('/');
  return zip.parts.has(part) ? part : '';
};

const relationsOf = (xml: string, zip: Zip): ReadonlyMap<string, Relation> => {
  const relations = new Map<string, Relation>();
  for (const { name, attributes } of tagsOf(xml)) {
    if (name !== 'Relationship') continue;
    const type = attributes.get('Type') ?? '';
    relations.set(attributes.get('Id') ?? '', { type: type.slice(type.lastIndexOf('/') + 1), part: partOf(attributes.get('Target') ?? '', zip) });
  }
  return relations;
};

const dateStylesOf = (xml: string | null): Uint8Array => {
  const formats = new Map<number, string>();
  const styles: number[] = [];
  let inCellXfs = false;
  for (const { name, closing, attributes } of xml === null ? [] : tagsOf(xml)) {
    if (name === 'cellXfs') inCellXfs = !closing;
    else if (name === 'numFmt' && !formats.has(Number(attributes.get('numFmtId')))) formats.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
    else if (name === 'xf' && inCellXfs && !closing) styles.push(Number(attributes.get('numFmtId') ?? 0));
  }
  return Uint8Array.from(styles, (id) => {
    const format = formats.get(id);
    return (format === undefined ? isBuiltInDate(id) : isDateFormat(format)) ? 1 : 0;
  });
};

/** What the workbook says about itself. Whatever is not as every program writes it is `Unusual`. */
export const xlsxPartsOf = (zip: Zip, limits: Limits): XlsxParts => {
  const workbook = xmlOf(zip, 'xl/workbook.xml', limits);
  const relationsXml = xmlOf(zip, 'xl/_rels/workbook.xml.rels', limits);
  if (workbook === null || relationsXml === null || !zip.parts.has('[Content_Types].xml')) throw new Unusual();
  const relations = relationsOf(relationsXml, zip);
  const partOfType = (type: string, usual: string): string | null =>
    [...relations.values()].find((relation) => relation.type === type && relation.part !== '')?.part ?? (zip.parts.has(usual) ? usual : null);

  const sheets: XlsxSheet[] = [];
  let date1904 = false;
  for (const { name, closing, attributes } of tagsOf(workbook)) {
    if (closing) continue;
    if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '');
    if (name !== 'sheet') continue;
    const relation = relations.get(attributes.get('id') ?? '');
    // Pages that hold only a chart have no cells.
    if (relation?.type === 'chartsheet') continue;
    if (relation?.type !== 'worksheet' || relation.part === '') throw new Unusual();
    sheets.push({ name: attributes.get('name') ?? '', hidden: ['hidden', 'veryHidden'].includes(attributes.get('state') ?? ''), part: relation.part });
  }
  if (sheets.length === 0) throw new Unusual();
  const styles = partOfType('styles', 'xl/styles.xml');
  return {
    sheets,
    sharedStrings: partOfType('sharedStrings', 'xl/sharedStrings.xml'),
    date1904,
    isDate: dateStylesOf(styles === null ? null : xmlOf(zip, styles, limits)),
  };
};
