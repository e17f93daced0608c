import fc from 'fast-check';
import { decrypt } from 'officecrypto-tool';
import { describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import { importMessages } from '../../core/messages/imports.zh-CN.ts';
import { streamedXlsx } from '../../core/practice/builders/xlsx-parts.ts';
import { read } from '../support/export-files.ts';
import { lockedOffice, lockedXls, lockedZip } from '../support/locked-files.ts';

const rows = [['订单编号', '收货人', '金额'], ...Array.from({ length: 400 }, (_, index) => [`33012345678901${index}`, `王桂英${index}`, index + 0.5])];
const xlsx = streamedXlsx([{ name: '订单列表', rows }]);
const xls = (() => {
  const book = Xlsx.utils.book_new();
  Xlsx.utils.book_append_sheet(book, Xlsx.utils.aoa_to_sheet(rows), '订单列表');
  return new Uint8Array(Xlsx.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
})();
const csv = new TextEncoder().encode(rows.map((row) => row.join(',')).join('\n'));

const rowsIn = async (bytes: Uint8Array, ...passwords: string[]) => {
  const outcome = await read(bytes, 300_000, passwords);
  return outcome.type === 'failed' ? outcome.code : outcome.workbook.sheets.map((sheet) => sheet.rows.length);
};

const lockedFiles = {
  'a workbook of today (agile, AES-256)': () => lockedOffice(xlsx, '快团团2026'),
  'a workbook of Office 2007 (standard, AES-128)': () => lockedOffice(xlsx, '快团团2026', 'standard'),
  'an xls of Excel 97 (RC4)': () => lockedXls(xls, '快团团2026', 'Excel 97'),
  'an xls of Excel 2003 (RC4 of the CryptoAPI)': () => lockedXls(xls, '快团团2026', 'Excel 2003'),
  'a zip with AES-256': () => lockedZip([['五月/订单.csv', csv, '快团团2026']]),
  'a zip with AES-128': () => lockedZip([['五月/订单.xlsx', xlsx, '快团团2026']], 'aes-128'),
  'a zip with the old lock of Windows': () => lockedZip([['订单.csv', csv, '快团团2026']], 'zipcrypto'),
} as const;

describe.each(Object.entries(lockedFiles))('%s', (_, make) => {
  test('opens with its password, the right one among several, and with no other', async () => {
    const bytes = await make();
    expect(await rowsIn(bytes)).toBe('imports.passwordNeeded');
    expect(await rowsIn(bytes, '快团团2025')).toBe('imports.passwordWrong');
    expect(await rowsIn(bytes, '123456', '快团团2026')).toEqual([401]);
  });

  test('half a download and changed bytes end in a sentence, never in a crash or in other cells', async () => {
    const bytes = await make();
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    await fc.assert(
      fc.asyncProperty(share, fc.integer({ min: 0, max: 255 }), async (at, value) => {
        const damaged = bytes.slice(0, value < 100 ? Math.floor(at * bytes.length) : bytes.length);
        if (value >= 100) damaged[Math.floor(at * bytes.length)] = value;
        const outcome = await read(damaged, 300_000, ['快团团2026']);
        if (outcome.type === 'failed') expect(importMessages).toHaveProperty([outcome.code]);
        else expect(outcome.workbook.sheets.length).toBeGreaterThan(0);
      }),
      { numRuns: 6 },
    );
  });
});

test('the xls that we lock is one that another program opens', async () => {
  for (const kind of ['Excel 97', 'Excel 2003'] as const) {
    const opened = await decrypt(Buffer.from(lockedXls(xls, 'abc123', kind)), { password: 'abc123' });
    expect(Xlsx.read(opened).SheetNames).toEqual(['订单列表']);
  }
});

test('a workbook that is only protected against changes asks for nothing', async () => {
  expect(await rowsIn(lockedOffice(xlsx, 'VelvetSweatshop'))).toEqual([401]);
});

test('a lock inside a lock: one password for both, or one for each', async () => {
  const one = await lockedZip([['订单.xlsx', lockedOffice(xlsx, 'abc'), 'abc']]);
  expect(await rowsIn(one, 'abc')).toEqual([401]);
  const two = await lockedZip([['店铺/订单.xlsx', lockedOffice(xlsx, '里面'), '外面']]);
  expect(await read(two, 300_000, ['外面'])).toMatchObject({ code: 'imports.passwordWrong', details: { entry: '店铺/订单.xlsx' } });
  expect(await rowsIn(two, '外面', '里面')).toEqual([401]);
});

test('files of one zip may have different passwords, or none', async () => {
  const bytes = await lockedZip([['a.csv', csv, '一'], ['b.csv', csv, '二'], ['c.csv', csv, null]], 'zipcrypto');
  expect(await rowsIn(bytes, '一', '二')).toEqual([401, 401, 401]);
  expect(await rowsIn(bytes, '一')).toBe('imports.passwordWrong');
});

/** The text that an agile lock consists of, changed. */
const withInfo = (bytes: Uint8Array, change: (xml: string) => string): Uint8Array => {
  const container = Xlsx.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const info = Xlsx.CFB.find(container, '/EncryptionInfo');
  const all = Buffer.from(info.content);
  info.content = Buffer.concat([all.subarray(0, 8), Buffer.from(change(all.toString('utf8', 8)))]);
  return new Uint8Array(Xlsx.CFB.write(container, { type: 'buffer' }));
};

describe('locks that lie', () => {
  const locked = lockedOffice(xlsx, 'abc');
  test.each([
    ['a billion rounds of hashing', (xml: string) => xml.replace('spinCount="100000"', 'spinCount="1000000000"'), 'imports.suspiciousFile'],
    ['no number of rounds', (xml: string) => xml.replace('spinCount="100000"', 'spinCount="many"'), 'imports.suspiciousFile'],
    ['a cipher of nobody', (xml: string) => xml.replaceAll('"AES"', '"ROT13"'), 'imports.passwordProtected'],
    ['a broken proof of the password', (xml: string) => xml.replace(/(encryptedVerifierHashValue=")..../, '$1AAAA'), 'imports.passwordWrong'],
    ['a broken key', (xml: string) => xml.replace(/(encryptedKeyValue=")..../, '$1AAAA'), 'imports.damagedFile'],
    ['no key at all', (xml: string) => xml.replace(/encryptedKeyValue="[^"]*"/, ''), 'imports.damagedFile'],
    ['no lock in the lock', () => '<encryption/>', 'imports.passwordProtected'],
  ])('%s', async (_, change, code) => {
    expect(await rowsIn(withInfo(locked, change), 'abc')).toBe(code);
  });

  test('a file that is said to be longer than the container', async () => {
    const container = Xlsx.CFB.read(Buffer.from(locked), { type: 'buffer' });
    const stream = Xlsx.CFB.find(container, '/EncryptedPackage');
    stream.content = Buffer.from(stream.content);
    stream.content.writeBigUInt64LE(2n ** 40n, 0);
    expect(await rowsIn(new Uint8Array(Xlsx.CFB.write(container, { type: 'buffer' })), 'abc')).toBe('imports.damagedFile');
  });

  test('a bomb behind a password', async () => {
    const bomb = await lockedZip([['订单.csv', new Uint8Array(90_000_000), 'abc']]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await rowsIn(bomb, 'abc')).toBe('imports.suspiciousFile');
  });

  test('a locked workbook that is a word document', async () => {
    const word = Buffer.from(Xlsx.CFB.write((() => {
      const zip = Xlsx.CFB.utils.cfb_new();
      Xlsx.CFB.utils.cfb_add(zip, '/word/document.xml', Buffer.from('<a/>'));
      return zip;
    })(), { type: 'buffer', fileType: 'zip' }));
    expect(await rowsIn(lockedOffice(new Uint8Array(word), 'abc'), 'abc')).toBe('imports.wrongFormat');
  });
});
