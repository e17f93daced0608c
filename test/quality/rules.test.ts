import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { fixed, isOneOff, proposalOf } from '../../core/quality/fixes.rules.ts';
import type { Person, PersonOrder } from '../../core/quality/rules.ts';
import { faultsOf, isMadeUpPhone, isWrongPhone, lostPoints, scoreOf } from '../../core/quality/rules.ts';

const today = '2026-05-08';
const order = (over: Partial<PersonOrder> = {}): PersonOrder => ({ id: 1, orderedAt: '2026-04-01T09:00:00+08:00', counts: true, netFen: 3000, paidFen: 3000, refundFen: 0, receiverPhone: null, ...over });
const person = (over: Partial<Person> = {}): Person => ({
  id: 1, name: '王桂英', birthday: null, consent: 'agreed', tags: [], phones: [{ number: '19900001234', label: null, writtenOn: '2026-04-01' }], identities: [],
  hasContact: false, hasPlace: true, createdOn: '2026-04-01', orders: [order()], ...over,
});
const codes = (over: Partial<Person>): string[] => faultsOf(person(over), today).map(({ code }) => code);
const phone = (number: string) => [{ number, label: null, writtenOn: '2026-04-01' }];
const born = (over: object) => ({ calendar: 'solar' as const, year: null, month: null, day: null, leapMonth: false, ...over });

describe('什么算毛病', () => {
  test.each([
    ['1381234567', true], ['138123456789', true], ['19900001234', false], ['12345678901', true], ['10086', false], ['05718', true], ['057188001234', false],
    ['88001234', false], ['4001234567', false], ['881234567', true], ['+85291234567', false], ['013812345678', false],
  ])('the number %s is wrong: %s', (number, wrong) => expect(isWrongPhone(number)).toBe(wrong));

  test('numbers that are typed to get past a form are made up', () => {
    expect(['13800138000', '13333333333', '18888888888', '13812345678', '13388888888'].map(isMadeUpPhone)).toEqual([true, true, true, false, false]);
  });

  test('a file without fault has none', () => expect(codes({})).toEqual([]));

  test.each<[string, Partial<Person>, string[]]>([
    ['no phone and no other way', { phones: [] }, ['noPhone']],
    ['no phone, but WeChat', { phones: [], hasContact: true }, []],
    ['a buyer whom the platform hides', { phones: [], hasPlace: false, identities: [{ platform: '淘宝', value: 'tb_1' }] }, []],
    ['a number of another file of ours is no platform', { phones: [], identities: [{ platform: '乡客', value: 'x' }] }, ['noPhone']],
    ['nowhere to deliver', { hasPlace: false }, ['noVillage']],
    ['never asked', { consent: 'unknown' }, ['noConsent']],
    ['asked and refused is an answer', { consent: 'refused' }, []],
    ['named by the nick', { name: 'tb_1', identities: [{ platform: '淘宝', value: 'tb_1' }] }, ['nameMadeUp']],
    ['ten digits', { phones: phone('1381234567') }, ['phoneWrong']],
    ['born 126 years ago', { birthday: born({ year: 1900, month: 1, day: 1 }) }, ['birthdayOld']],
    ['born next year', { birthday: born({ year: 2027, month: 1, day: 1 }) }, ['birthdayAhead']],
    ['30 February', { birthday: born({ month: 2, day: 30 }) }, ['birthdayNever']],
    ['lunar 30 February', { birthday: born({ calendar: 'lunar', month: 2, day: 30 }) }, []],
    ['an order of next month', { orders: [order({ orderedAt: '2026-06-08T09:00:00+08:00' })] }, ['orderAhead']],
    ['tomorrow may be a clock that lags', { orders: [order({ orderedAt: '2026-05-09T09:00:00+08:00' })] }, []],
    ['paid less than nothing', { orders: [order({ paidFen: -100 })] }, ['orderNegative']],
    ['more paid back than paid', { orders: [order({ refundFen: 3001 })] }, ['orderNegative']],
    ['a hundred times the usual', { orders: [1, 2, 3, 4, 5].map((id) => order({ id, netFen: id === 5 ? 399_000 : 3990 })) }, ['orderFarAbove']],
    ['four orders say nothing', { orders: [1, 2, 3, 4].map((id) => order({ id, netFen: id === 4 ? 399_000 : 3990 })) }, []],
    ['a number nobody used for two years', { phones: [{ number: '19900001234', label: null, writtenOn: '2023-01-01' }] }, ['phoneOld']],
    ['used in an order since', { phones: [{ number: '19900001234', label: null, writtenOn: '2023-01-01' }], orders: [order({ receiverPhone: '19900001234' })] }, []],
    ['not here for three years', { orders: [order({ orderedAt: '2023-01-01T09:00:00+08:00' })], consent: 'unknown', phones: [] }, ['longAway']],
    ['the same, and marked so', { orders: [order({ orderedAt: '2023-01-01T09:00:00+08:00' })], tags: ['久未往来'] }, []],
  ])('%s', (_, over, expected) => expect(codes(over)).toEqual(expected));
});

describe('该改成什么', () => {
  const known = { name: '王桂英', phones: [], addresses: [], birthday: null, identities: [] };
  const receiver = (over: object) => ({ name: null, phone: null, address: null, ...over });

  test('one sign more, less or other is near; two are not', () => {
    expect([isOneOff('1381234567', '13812345678'), isOneOff('13812345679', '13812345678'), isOneOff('1381234', '13812345678'), isOneOff('18312345678', '13812345678')]).toEqual([true, true, false, false]);
    fc.assert(fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.nat(10), (number, at) => isOneOff(number.slice(0, at) + number.slice(at + 1), number)));
  });

  test('a wrong number is put right from an order, or by leaving out the country; else only the person can say', () => {
    const wrong = { code: 'phoneWrong' as const, about: '1381234567' };
    expect(proposalOf(wrong, known, [receiver({ phone: '13812345678' })])).toEqual({ field: 'phone', from: '1381234567', number: '13812345678' });
    expect(proposalOf({ ...wrong, about: '008613812345678' }, known, [])).toEqual({ field: 'phone', from: '008613812345678', number: '13812345678' });
    expect(proposalOf(wrong, known, [receiver({ phone: '19900001234' })])).toBeNull();
  });

  test('30 February was meant as the lunar day; 1900 loses only the year', () => {
    const birthday = born({ month: 2, day: 30 });
    expect(proposalOf({ code: 'birthdayNever', about: '' }, { ...known, birthday }, [])).toEqual({ field: 'birthday', birthday: { ...birthday, calendar: 'lunar' } });
    expect(proposalOf({ code: 'birthdayOld', about: '' }, { ...known, birthday: born({ year: 1900, month: 1, day: 2 }) }, [])).toEqual({ field: 'birthday', birthday: born({ month: 1, day: 2 }) });
  });

  test('the village and the name are read from the orders', () => {
    expect(proposalOf({ code: 'noVillage', about: '' }, known, [receiver({ address: '浙江省杭州市临安区石桥镇石桥村12号' })])).toEqual({ field: 'village', village: '石桥村' });
    expect(proposalOf({ code: 'nameMadeUp', about: 'tb_1' }, { ...known, name: 'tb_1' }, [receiver({ name: '王*英' }), receiver({ name: '王桂英' })])).toEqual({ field: 'name', name: '王桂英' });
  });

  test('mending changes that one thing', () => {
    const facts = CustomerFacts.parse({ name: '王桂英', phones: [{ number: '1381234567', label: '儿子' }], tags: ['老客'], note: '别敲门' });
    expect(fixed(facts, { field: 'phone', from: '1381234567', number: '138 1234 5678' }, today)).toEqual({ ...facts, phones: [{ number: '13812345678', label: '儿子' }] });
    expect(fixed(facts, { field: 'consent' }, today)).toEqual({ ...facts, consent: 'agreed', consentOn: '2026-05-08' });
    expect(fixed(facts, { field: 'village', village: '石桥村' }, today).addresses[0]).toMatchObject({ village: '石桥村', province: null });
    expect(fixed(facts, { field: 'tag', tag: '久未往来' }, today).tags).toEqual(['老客', '久未往来']);
  });
});

describe('多少分', () => {
  test('each kind takes its points once, never more than all', () => {
    expect([[], ['noPhone'], ['noPhone', 'noPhone'], ['noPhone', 'nameMadeUp', 'noVillage', 'noConsent', 'phoneWrong', 'phoneMadeUp']].map((list) => lostPoints(list.map((code) => ({ code: code as 'noPhone' }))))).toEqual([0, 30, 30, 100]);
  });
  test('100 is only said when nothing is wrong', () => {
    expect([scoreOf(0, 0), scoreOf(100_000, 0), scoreOf(100_000, 5), scoreOf(2, 30)]).toEqual([null, 100, 99, 85]);
  });
});
