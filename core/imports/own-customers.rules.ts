/** Customers in our own tables: the export, which is exact, and the template, which people fill by hand. */
import { isDay } from '../base/dates.ts';
import { birthdayWords, spokenBirthday } from '../customers/birthday.rules.ts';
import { addressOf } from './address.rules.ts';
import { phoneOf } from './contacts.rules.ts';
import { birthdayOf } from './customers.rules.ts';
import type { Table } from './headers.rules.ts';
import type { Records } from './orders.rules.ts';
import type { Complain, TextOf, Written } from './own-cells.rules.ts';
import { joined, linesOf, ownRows, tickIn, unescaped, wordIn } from './own-cells.rules.ts';
import type { OwnCustomerColumn } from './own-columns.ts';
import { ownChannelWords, ownConsentWays, ownConsentWords, ownCreditWords, ownCustomerColumns, ownGenderWords, ownKindWords, ownSourceWords, ownYes } from './own-columns.ts';
import { addressesCell, addressesOf, contactsCell, contactsOf, customCell, customOf, holdingsCell, holdingsOf, relationsCell, relationsOf } from './own-file-cells.rules.ts';
import type { AddressRecord, CustomerRecord } from './records.ts';
import { textOf } from './values.rules.ts';

type Phone = CustomerRecord['phones'][number];

const addressParts = ['province', 'city', 'district', 'town', 'village', 'hamlet', 'detail'] as const;
/** 1968-06-15, 农历 --闰06-15: an unknown part is a question mark, so that half a birthday survives. */
const birthdayCell = ({ calendar, year, month, day, leapMonth }: NonNullable<CustomerRecord['birthday']>): string =>
  `${calendar === 'lunar' ? '农历' : ''}${year ?? '?'}-${leapMonth ? '闰' : ''}${month ?? '?'}-${day ?? '?'}`;
const birthdayOfCell = (text: string): CustomerRecord['birthday'] => {
  const match = /^(农历)?(\?|\d{4})-(闰)?(\?|\d{1,2})-(\?|\d{1,2})$/.exec(text);
  if (!match) return birthdayOf(text);
  const part = (value: string | undefined) => (value === '?' || value === undefined ? null : Number(value));
  return { calendar: match[1] ? 'lunar' : 'solar', year: part(match[2]), leapMonth: match[3] !== undefined, month: part(match[4]), day: part(match[5]) };
};

const platformEnd = '：';
/** A platform's name may hold the colon that ends it. */
const identityCell = ({ platform, value }: CustomerRecord['identities'][number]): string => `${platform.replaceAll(platformEnd, '\\c')}${platformEnd}${value}`;

export const ownCustomerCells = (record: Omit<CustomerRecord, 'kind' | 'rows'>): readonly Written[] => {
  const [first, ...others] = record.addresses;
  const cells: Record<OwnCustomerColumn, Written> = {
    客户编号: record.uid,
    姓名: record.name,
    性别: record.gender && ownGenderWords[record.gender],
    客户类型: record.customerKind && ownKindWords[record.customerKind],
    来源: record.source && ownSourceWords[record.source],
    电话: joined(record.phones.map(({ number, label }) => (label === null ? number : `${number} ${label}`))),
    其他联系方式: contactsCell(record.contacts),
    喜欢怎么联系: record.preferredChannel && ownChannelWords[record.preferredChannel],
    省: first?.province ?? null,
    市: first?.city ?? null,
    区县: first?.district ?? null,
    乡镇: first?.town ?? null,
    村: first?.village ?? null,
    组屯: first?.hamlet ?? null,
    详细地址: first?.detail ?? null,
    其他地址: addressesCell(others),
    生日: [record.birthday && birthdayCell(record.birthday), birthdayWords(null, record.zodiac)].filter((part) => part !== null && part !== '').join(' ') || null,
    职业: record.occupation,
    爱好: record.hobbies,
    养的种的: holdingsCell(record.holdings),
    想要: record.wish,
    标签: joined(record.tags),
    备注: record.note,
    是否同意: record.consent && ownConsentWords[record.consent],
    同意日期: record.consentOn,
    同意方式: record.consentWay && ownConsentWays[record.consentWay],
    免打扰: record.doNotDisturb ? ownYes : null,
    信用: record.credit && ownCreditWords[record.credit],
    信用说明: record.creditNote,
    介绍人编号: record.referrerUid,
    关系: relationsCell(record.relations),
    自己加的栏目: customCell(record.custom),
    平台账号: joined(record.identities.map(identityCell)),
    建档日期: record.createdOn,
  };
  return ownCustomerColumns.map((column) => cells[column]);
};

/** 13900001234, 13900001234 家里, and by hand 139 0000 1234、0371-62345678; null when a part is no phone. */
const phonesIn = (line: string, byHand: boolean): readonly Phone[] | null => {
  if (byHand && textOf(line) === null) return [];
  const [, number = '', label = null] = /^(\+?\d{5,20})(?: ([^]+))?$/.exec(line) ?? [];
  if (number !== '' && !(byHand && /\d{7}/.test(label ?? ''))) return [{ number: (byHand ? phoneOf(number) : null) ?? number, label }];
  const parts = line.split(/[、,，;；/]|\s(?=1\d{10}(?!\d))/).map((part) => part.trim()).filter((part) => part !== '');
  const phones = parts.map((part): Phone | null => {
    const whole = phoneOf(part);
    const [, digits = '', words = ''] = /^([+\d][\d\s()-]*\d)\s*(\D+)$/.exec(part) ?? [];
    const found = whole ?? phoneOf(digits);
    return found === null ? null : { number: found, label: whole === null ? words.trim() : null };
  });
  return phones.includes(null) ? null : phones.flatMap((phone) => phone ?? []);
};

const customerOfRow = (text: TextOf<OwnCustomerColumn>, row: number, complain: Complain<OwnCustomerColumn>): CustomerRecord => {
  /** Without our number the row was written by hand: several values stand as people put them. */
  const byHand = text('客户编号') === null;
  /** Excel rewrites 2026-05-01 as 2026/5/1 when the sheet is saved again. */
  const day = (column: OwnCustomerColumn): string | null => {
    const written = text(column);
    const [, year = '', month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(written ?? '') ?? [];
    const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return written === null || isDay(found) ? written && found : complain(column, 'imports.badDate');
  };
  const several = (column: OwnCustomerColumn): readonly string[] =>
    byHand ? (text(column) ?? '').split(/[、,，;；\n]+/).map((each) => each.trim()).filter((each) => each !== '') : linesOf(text(column)).map(unescaped);
  // 属马 stands behind what else is known of the birthday.
  const [, birthdayText = '', animal = ''] = /^([^]*?)\s*(属\S)?$/.exec(text('生日')?.trim() ?? '') ?? [];
  const written: AddressRecord = { province: text('省'), city: text('市'), district: text('区县'), town: text('乡镇'), village: text('村'), hamlet: text('组屯'), detail: text('详细地址') };
  const others = addressesOf(text('其他地址'));
  const word = wordIn(text, complain);
  return {
    kind: 'customer',
    rows: [row],
    uid: text('客户编号'),
    name: text('姓名') ?? complain('姓名', 'imports.noCustomer'),
    gender: word('性别', ownGenderWords),
    customerKind: word('客户类型', ownKindWords),
    source: word('来源', ownSourceWords),
    phones: linesOf(text('电话')).map(unescaped).flatMap((line) => phonesIn(line, byHand) ?? complain('电话', 'imports.badPhone') ?? []),
    addresses: addressParts.some((part) => written[part] !== null) || others.length > 0 ? [byHand ? completed(written) : written, ...others] : [],
    birthday: birthdayText === '' ? null : (birthdayOfCell(birthdayText) ?? complain('生日', 'imports.badBirthday')),
    zodiac: animal === '' ? null : (spokenBirthday(animal)?.zodiac ?? complain('生日', 'imports.badBirthday')),
    occupation: text('职业'),
    hobbies: text('爱好'),
    holdings: holdingsOf(text('养的种的')),
    contacts: contactsOf(text('其他联系方式')),
    preferredChannel: word('喜欢怎么联系', ownChannelWords),
    tags: several('标签'),
    note: text('备注'),
    wish: text('想要'),
    createdOn: day('建档日期'),
    consent: word('是否同意', ownConsentWords),
    consentOn: day('同意日期'),
    consentWay: word('同意方式', ownConsentWays),
    credit: word('信用', ownCreditWords),
    creditNote: text('信用说明'),
    relations: relationsOf(text('关系')) ?? complain('关系') ?? [],
    custom: customOf(text('自己加的栏目')) ?? complain('自己加的栏目') ?? [],
    doNotDisturb: tickIn(text, complain)('免打扰'),
    referrerUid: text('介绍人编号'),
    identities: linesOf(text('平台账号')).map(unescaped).flatMap((line) => {
      const colon = line.indexOf(platformEnd);
      return colon < 0 ? [] : [{ platform: line.slice(0, colon).replaceAll('\\c', platformEnd), value: line.slice(colon + 1) }];
    }),
  };
};

/** A whole address in one cell is taken apart. */
export const completed = <A extends Pick<AddressRecord, 'province' | 'city' | 'district' | 'village' | 'detail'>>(written: A): A => {
  if (written.province !== null || written.city !== null || written.district !== null) return written;
  const { address, village, ...place } = addressOf(written.detail);
  return { ...written, ...place, village: written.village ?? village, detail: address };
};

export const ownCustomerRecords = (table: Table): Generator<number, Records<CustomerRecord>> => ownRows(table, ownCustomerColumns, customerOfRow);
