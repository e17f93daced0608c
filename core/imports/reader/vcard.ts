/** Cards of contacts (.vcf, 2.1 to 4.0) → one table with a row for each card. */
import type { Cell } from '../cells.ts';
import { vcardColumns } from '../vcard-columns.ts';
import type { Limits } from './limits.ts';
import { maxCellCharacters } from './limits.ts';
import { ReadRefused } from './refused.ts';

export const isVcard = (text: string): boolean => /^\s*BEGIN:VCARD\s/i.test(text.slice(0, 1000));

type Property = { readonly name: string; readonly parameters: string; readonly value: string };

/** `item1.TEL;TYPE="cell,voice":…` → name, parameters, value. */
const propertyOf = (line: string): Property | null => {
  const [, name, parameters = '', value = ''] = /^(?:[\w-]+\.)?([A-Za-z-]+)((?:;(?:"[^"]*"|[^":])*)?):([\s\S]*)$/.exec(line) ?? [];
  return name === undefined ? null : { name: name.toUpperCase(), parameters: parameters.toUpperCase(), value };
};

const isQuotedPrintable = (line: string): boolean => /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(line.slice(0, 500));

/**
 * Long lines go on in the next one: behind a blank, or behind `=` where the value is quoted-printable. Collected in
 * pieces: a photo is thousands of lines.
 */
function* wholeLines(text: string): Generator<string> {
  let pieces: string[] = [];
  let quoted = false;
  for (const next of text.split(/\r\n|\n|\r/)) {
    const last = pieces.at(-1);
    if (last !== undefined && quoted && last.endsWith('=')) {
      pieces[pieces.length - 1] = last.slice(0, -1);
      pieces.push(next.replace(/^[ \t]/, ''));
    } else if (last !== undefined && /^[ \t]/.test(next)) pieces.push(next.slice(1));
    else {
      if (last !== undefined) yield pieces.join('');
      pieces = [next];
      quoted = isQuotedPrintable(next);
    }
  }
  yield pieces.join('');
}

/** Phones leave the character set out as often as they name it: what is no UTF-8 is GBK. */
const decoded = (text: string, parameters: string): string => {
  const bytes = Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))), 'latin1');
  if (/CHARSET=(?:GB|CP936)/.test(parameters)) return new TextDecoder('gb18030').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** Of one part of a value: a cell's worth of quoted-printable Chinese. */
const longest = maxCellCharacters * 9;

/** The parts of a value: split first, decoded after, so that a written `;` stays part of its text. */
const partsOf = ({ value, parameters }: Property): readonly string[] =>
  value.split(/(?<!\\);/, 3000).map((part) => {
    const raw = part.slice(0, longest);
    const text = parameters.includes('QUOTED-PRINTABLE') ? decoded(raw, parameters) : raw;
    return text.replace(/\\n/gi, '\n').replace(/\\([\\,;:])/g, '$1').trim();
  });

const chinese = /\p{Script=Han}/u;

/** Family and given name, or all of it in either field. Chinese names have no blank, other names their own order. */
const nameOf = (name: readonly string[], full: string): string => {
  const [family = '', given = '', middle = ''] = name;
  const joined = [family, middle, given].join('');
  if (chinese.test(joined)) return joined.replace(/\s+/g, '');
  const said = full || [given, middle, family].filter((part) => part !== '').join(' ');
  return chinese.test(said) ? said.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') : said;
};

/** `19680302`, `--0302`, and 1604 for "no year", as Apple writes it. */
const birthdayOf = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4}|--)-?(\d{2})-?(\d{2})/.exec(text) ?? [];
  if (year === undefined) return text;
  return year === '--' || year === '1604' ? `${Number(month)}-${Number(day)}` : `${year}-${month}-${day}`;
};

/** Box; extension; street; place; region; code; country. */
const addressOf = ([, extension = '', street = '', place = '', region = '']: readonly string[]): string => {
  const detail = [street, extension].filter((part) => part !== '').join(' ');
  return [region, place].reduceRight((rest, part) => (part === '' || rest.startsWith(part) ? rest : part + rest), detail).replaceAll('\n', ' ');
};

const rowOf = (properties: readonly Property[]): readonly Cell[] => {
  const all = (name: string) => properties.filter((property) => property.name === name);
  const first = (name: string): string => all(name).map((property) => partsOf(property).join(';')).find((text) => text.replaceAll(';', '') !== '') ?? '';
  const phones = all('TEL').filter(({ parameters }) => !/FAX|PAGER/.test(parameters)).map((property) => (partsOf(property)[0] ?? '').replace(/^tel:/i, ''));
  const name = all('N')[0];
  const values: Record<(typeof vcardColumns)[number], string> = {
    通讯录姓名: nameOf(name ? partsOf(name) : [], first('FN')) || first('ORG').replace(/;+/g, ' ').trim(),
    通讯录电话: [...new Set(phones)].join('、'),
    通讯录地址: all('ADR').map((property) => addressOf(partsOf(property))).find((text) => text !== '') ?? '',
    通讯录生日: birthdayOf(first('BDAY')),
    通讯录分组: first('CATEGORIES'),
    通讯录备注: first('NOTE'),
  };
  return vcardColumns.map((column) => values[column].slice(0, maxCellCharacters + 1) || null);
};

export const parseVcards = (text: string, limits: Limits, row: (cells: readonly Cell[]) => void): void => {
  row(vcardColumns);
  let card: Property[] | null = null;
  let count = 1;
  for (const line of wholeLines(text)) {
    const property = propertyOf(line);
    if (!property) continue;
    const { name } = property;
    const value = property.value.trim().toUpperCase();
    if (name === 'BEGIN' && value === 'VCARD') card = [];
    else if (name === 'END' && value === 'VCARD') {
      if (card) row(rowOf(card));
      card = null;
      count += 1;
      if (count > limits.maxRows) throw new ReadRefused('imports.tooManyRows', { max: limits.maxRows });
    } else card?.push(property);
  }
  // A file that was cut off: what it says of its last person is still true.
  if (card && card.length > 0) row(rowOf(card));
};
