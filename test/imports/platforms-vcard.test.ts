import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeGbk } from '../../core/practice/builders/gbk.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { read } from '../support/export-files.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const run = (text: string | Uint8Array) => shop.core.imports.run({ file: shop.file('通讯录.vcf', text) });
const people = async () => {
  const { rows } = await shop.core.customers.list({ limit: 100, sort: 'created', descending: false });
  const all = await Promise.all(rows.map(({ id }) => shop.core.customers.get({ id })));
  return all.map(({ name, phones, birthday, tags, note, addresses }) => ({
    name, phones: phones.map(({ number }) => number), birthday: birthday && [birthday.year, birthday.month, birthday.day], tags: tags.toSorted(), note, places: addresses.map(({ village, detail }) => [village, detail]),
  }));
};
const nobody = { phones: [], birthday: null, tags: [], note: null, places: [] };

const quoted = (bytes: Uint8Array): string => [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const utf8 = (text: string): string => quoted(new TextEncoder().encode(text));
const gbk = (text: string): string => quoted(encodeGbk(text));
const card = (version: string, ...lines: readonly string[]): string => ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

describe('contacts of a phone', () => {
  test('2.1: quoted-printable with soft line breaks, the name in either field, the character set named or not', async () => {
    const note = utf8('石桥村的老客，每月要两板鸡蛋');
    const result = await run([
      card('2.1', `N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${utf8('王')};${utf8('桂英')};;;`, `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${utf8('王桂英')}`, 'TEL;CELL:+86 139 0000 1234', 'TEL;HOME:0376-8855123', 'TEL;WORK;FAX:0376-8855999',
        `NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${note.slice(0, 60)}=`, `${note.slice(60, 120)}=`, note.slice(120)),
      card('2.1', `N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:;${utf8('彭龙')};;;`, 'TEL;CELL;PREF:13900005678'),
      card('2.1', `N;ENCODING=QUOTED-PRINTABLE:${gbk('李想')};;;;`, 'TEL;CELL:137-0000-1111', 'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD', ' 2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsN', ''),
    ].join(''));
    expect(result).toMatchObject({ platform: '通讯录', kind: 'customers', counts: { rowsRead: 3, rowsRefused: 0, customersCreated: 3 }, warnings: [] });
    expect(await people()).toEqual([
      { ...nobody, name: '王桂英', phones: ['13900001234', '03768855123'], note: '石桥村的老客，每月要两板鸡蛋' }, { ...nobody, name: '彭龙', phones: ['13900005678'] }, { ...nobody, name: '李想', phones: ['13700001111'] },
    ]);
  });

  test('3.0 and 4.0: groups, folded lines, escapes, addresses, birthdays without a year', async () => {
    const text = [
      card('3.0', 'N:王;桂英;;;', 'FN:桂英 王', 'item1.TEL;type=CELL;type=VOICE;type=pref:139 0000 1234', 'item1.X-ABLabel:手机', 'item2.ADR;type=HOME:;;文殊乡石桥村3组;信阳市光山县;河南省;465450;中国', 'BDAY;value=date:1604-03-02', 'CATEGORIES:老客,爱吃辣', 'NOTE:要散养的\\, 不要', '  洗的；\\n周六来取'),
      card('4.0', 'FN:小满妈', 'TEL;VALUE=uri;TYPE="voice,cell":tel:+86-139-0000-5678', 'BDAY:19880415'),
      card('4.0', 'FN:Tom Lee', 'N:Lee;Tom;;;', 'TEL:13700001111'),
      card('3.0', 'N:;;;;', 'FN:', 'ORG:光山县石桥合作社;', 'TEL:0376-8855123'),
      card('3.0', 'N:;;;;', 'EMAIL:nobody@example.com'),
    ].join('');
    const result = await run(text);
    expect(result).toMatchObject({ counts: { rowsRead: 5, rowsBlank: 1, rowsRefused: 0, customersCreated: 4 } });
    expect(await people()).toEqual([
      { name: '王桂英', phones: ['13900001234'], birthday: [null, 3, 2], tags: ['爱吃辣', '老客'], note: '要散养的, 不要 洗的；\n周六来取', places: [['石桥村', '文殊乡石桥村3组']] },
      { ...nobody, name: '小满妈', phones: ['13900005678'], birthday: [1988, 4, 15] },
      { ...nobody, name: 'Tom Lee', phones: ['13700001111'] },
      { ...nobody, name: '光山县石桥合作社', phones: ['03768855123'] },
    ]);
    expect((await run(text)).counts).toMatchObject({ customersCreated: 0, customersUpdated: 0 });
  });

  test('more cards than rows are allowed are refused; a photo, a file cut off in the middle and cards without anybody are no trouble', async () => {
    const one = card('3.0', 'FN:王桂英', 'TEL:13900001234');
    expect(await read(one.repeat(20), 10)).toMatchObject({ type: 'failed', code: 'imports.tooManyRows' });
    const photo = `PHOTO;ENCODING=b;TYPE=JPEG:${Array.from({ length: 20_000 }, () => '/9j4AAQSkZJRgABAQAAAQABAAD2wBDAAMCAgMCAgMDAwMEAwMEBQ').join('\r\n ')}`;
    expect((await run(`${card('3.0', 'FN:李想', photo, 'TEL:13900005678')}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王桂英\r\nTEL:139000012`)).counts).toMatchObject({ customersCreated: 2 });
    expect(await people()).toEqual([{ ...nobody, name: '李想', phones: ['13900005678'] }, { ...nobody, name: '王桂英' }]);
  });
});
