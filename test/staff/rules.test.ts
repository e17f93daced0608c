import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unmasked, withNumbersMasked, withPhonesMasked } from '../../core/base/phones.ts';
import { contract } from '../../core/contract.ts';
import { marksOf } from '../../core/staff/masking.rules.ts';
import { may, rightOf, rights } from '../../core/staff/rights.rules.ts';
import { secondsToWait, waitAfter } from '../../core/staff/rules.ts';

describe('谁能做什么', () => {
  const methods = (of: Readonly<Record<string, object>>) => Object.entries(of).flatMap(([feature, names]) => Object.keys(names).map((name) => `${feature}.${name}`)).sort();

  test('every method of the contract has its line in the table, and no line stands for nothing', () => {
    expect(methods(rights)).toEqual(methods(contract));
  });

  test('a method without a line is for owners', () => {
    expect([rightOf('customers.sellAll'), rightOf('toString.call'), rightOf('customers.toString'), rightOf('')]).toEqual(['owner', 'owner', 'owner', 'owner']);
  });

  test('a clerk takes nothing off the laptop, throws nothing away by the dozen and changes no rule of the shop', () => {
    const refused = ['reports.exportTable', 'imports.exportRefused', 'staff.exportSteps', 'customers.labels', 'customers.deleteMany', 'duplicates.mergeMany', 'backups.copy', 'backups.handOver', 'backups.restore',
      'backups.unlock', 'store.startAnew', 'store.saveCopy', 'store.exportReadable', 'settings.update', 'scoring.setRule', 'staff.add', 'staff.change', 'staff.remove', 'staff.setLocking', 'staff.disclosures', 'history.restore'];
    expect(refused.filter((method) => may({ role: 'clerk' }, method))).toEqual([]);
    expect(refused.filter((method) => !may({ role: 'owner' }, method))).toEqual([]);
  });

  test('while it is locked only what the lock screen needs is answered', () => {
    expect(methods(contract).filter((method) => may(null, method))).toEqual(['settings.get', 'staff.lock', 'staff.recover', 'staff.signIn', 'staff.state']);
  });
});

describe('遮住电话', () => {
  test.each([
    ['13800001234', '138****1234'], ['打13800001234找她', '打138****1234找她'], ['138 0000 1234', '138****1234'], ['138-0000-1234', '138****1234'], ['+86 13800001234', '+861****1234'],
    ['8613800001234', '861****1234'], ['wx13800001234', 'wx138****1234'], ['１３８００００１２３４', '138****1234'], ['0593-8512345', '059****2345'],
    ['3301234567890100001', '3301234567890100001'], ['2026-05-08', '2026-05-08'], ['2026-05-08T12:00:00+08:00', '2026-05-08T12:00:00+08:00'], ['买了 12 斤，39.90', '买了 12 斤，39.90'],
  ])('in any text: %s → %s', (text, masked) => expect(withPhonesMasked(text)).toBe(masked));

  test.each([['8512345', '851****2345'], ['10086', '***86'], ['8512345 家里', '851****2345 家里'], ['2026-05-08', '2026-05-08'], ['三组 12 号', '三组 12 号']])(
    'where a phone is meant: %s → %s', (text, masked) => expect(withNumbersMasked(text)).toBe(masked));

  test('no phone of eleven digits comes through, whatever stands around it', () => {
    const phone = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/)).map((parts) => parts.join(''));
    const around = fc.stringMatching(/^[^0-9０-９]{0,12}$/);
    fc.assert(fc.property(around, phone, around, (before, number, after) => {
      expect(withPhonesMasked(`${before}${number}${after}`)).not.toContain(number);
      expect(withNumbersMasked(`${before}${number}${after}`)).not.toContain(number);
    }));
  });

  test('what comes back masked is taken for the number that is stored', () => {
    const stored = { phones: [{ number: '13800001234', label: null }], note: '他儿子 139 1111 2222' };
    expect(unmasked({ phones: [{ number: '138****1234', label: '家里' }, { number: '13700009999', label: null }], note: '他儿子 139****2222，周末打' }, stored))
      .toEqual({ phones: [{ number: '13800001234', label: '家里' }, { number: '13700009999', label: null }], note: '他儿子 139 1111 2222，周末打' });
  });

  test('a mask that stands for no number, or for two, stays a mask', () => {
    expect(unmasked('138****1234', ['13800001234', '13811111234'])).toBe('138****1234');
    expect(unmasked('136****0000', ['13800001234'])).toBe('136****0000');
  });

  test('the contract marks the phones of its answers', () => {
    expect(marksOf(contract.customers.list.output).get('phone')).toBe('mask');
    expect(marksOf(contract.customers.get.output).get('number')).toBe('mask');
    expect(marksOf(contract.orders.get.output).get('receiverPhone')).toBe('mask');
    expect(marksOf(contract.staff.reveal.output).get('number')).toBe('plain');
  });

  /** A field that is called a phone and is not marked would show every number that does not look like a mobile. */
  test('no field called a phone is without a mark', () => {
    const methods = Object.entries(contract).flatMap(([feature, names]) => Object.entries(names).map(([name, method]) => [`${feature}.${name}`, method.output] as const));
    const phoneFields = (node: unknown): string[] => (typeof node !== 'object' || node === null ? [] : Object.entries(node).flatMap(([key, inner]) => [
      ...(key === 'properties' ? Object.keys(inner as object).filter((name) => /^(phone|\w+Phone|tel|mobile)$/.test(name)) : []), ...phoneFields(inner)]));
    const unmarked = methods.flatMap(([name, output]) => phoneFields(output.toJSONSchema({ unrepresentable: 'any' })).filter((field) => !marksOf(output).has(field)).map((field) => `${name} ${field}`));
    expect(unmarked).toEqual([]);
  });
});

describe('输错密码', () => {
  test('three tries are free, then each costs more, at most five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50].map(waitAfter)).toEqual([0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  test.each([[1000, 3, 4], [4500, 3, 1], [5000, 3, 0], [-3_600_000, 3, 5]])('%i ms after try %i: %i seconds to wait', (later, failures, seconds) => {
    expect(secondsToWait({ failures, lastAt: 1_000_000 }, 1_000_000 + later)).toBe(seconds);
  });
});
