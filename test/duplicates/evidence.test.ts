import { describe, expect, test } from 'vitest';
import type { Address } from '../../core/customers/contract.ts';
import { likelihoodOf, evidenceOf, patternEvidence } from '../../core/duplicates/evidence.rules.ts';
import { personOf } from '../../core/duplicates/finding.ts';
import { householdOf } from '../../core/duplicates/household.rules.ts';
import { blurred, nameInNick, namePartsOf, oneCharacterDiffers } from '../../core/duplicates/names.rules.ts';
import { placeOf } from '../../core/duplicates/places.rules.ts';
import type { Population } from '../../core/duplicates/population.rules.ts';
import { countingPopulation } from '../../core/duplicates/population.rules.ts';
import type { StoredPerson } from '../../core/duplicates/repository.ts';

const address = (detail: string, more: Partial<Address> = {}): Address => ({ province: '河南省', city: '信阳市', district: '禾塘县', town: null, village: null, hamlet: null, detail, ...more });

type Given = Partial<Omit<StoredPerson, 'phones' | 'addresses'>> & { readonly name: string; readonly phones?: readonly string[]; readonly address?: string };
let number = 0;
const person = ({ name, phones = [], address: detail, ...more }: Given) =>
  personOf({ id: (number += 1), gender: null, birthday: null, identities: [], wechats: [], household: [], ...more, name, phones: phones.map((each) => ({ number: each })), addresses: detail === undefined ? [] : [address(detail)] });
type Compared = ReturnType<typeof person>;

/** A shop of 1,000 people, 83 in each village; what the two share only they share, unless it is said. */
const shop = (people: readonly Compared[], frequent: Readonly<Record<string, number>> = {}): Population => {
  const counting = countingPopulation();
  for (const each of people) counting.add(each);
  const { sharing } = counting.population();
  return { people: 1000, sharing: (kind, value) => (kind === 'village' ? 83 : kind === 'surname' ? 70 : (frequent[value] ?? sharing(kind, value))) };
};

/** The codes of what speaks for and against, and the likelihood in percent. */
const judged = (left: Given, right: Given, frequent?: Readonly<Record<string, number>>) => {
  const [a, b] = [person(left), person(right)];
  const population = shop([a, b], frequent);
  const reasons = evidenceOf(a, b, population);
  return { codes: reasons.map(({ code, weight }) => (weight < 0 ? `-${code}` : code)), percent: Math.round(likelihoodOf(reasons, population) * 100), reasons };
};

const phone = '13900001234';
const home = '柳渡镇石桥村3组12号';

describe('the name', () => {
  test.each([
    ['王桂英', '王桂英', 'nameSame'],
    ['王桂英', ' 王 桂英', 'nameSame'],
    ['王桂英', '王桂英(石桥)', 'nameSame'],
    ['王桂英', '石桥村王桂英', 'nameSame'],
    ['陈丽华', '陳麗華', 'nameVariant'],
    ['王桂英', '王桂瑛', 'nameSamePinyin'],
    ['张建国', '章建国', 'nameSamePinyin'],
    ['林志强', '宁志强', 'nameSamePinyin'],
    ['王桂英', '王桂芳', 'nameOneCharDiffers'],
    ['王桂英', '王英', 'nameOneCharDiffers'],
    ['王桂英', '王婶', 'nameSpoken'],
    ['王桂英', '老王', 'nameSpoken'],
    ['王桂英', '小王', 'nameSpoken'],
    ['王桂英', '桂英姐', 'nameSpoken'],
    ['王桂英', '阿英', 'nameSpoken'],
    ['欧阳铁柱', '欧阳师傅', 'nameSpoken'],
    ['王桂英', '李婶', '-nameDiffers'],
    ['王桂英', '张建国', '-nameDiffers'],
    ['王英', '王芳', '-nameDiffers'],
  ])('%s and %s', (left, right, code) => {
    expect(judged({ name: left }, { name: right }).codes).toEqual([code]);
    expect(judged({ name: right }, { name: left }).codes).toEqual([code]);
  });

  test('王桂英家 and 小宝妈 say nothing, and nothing is said against them', () => {
    expect([judged({ name: '王桂英家' }, { name: '王桂英' }).codes, judged({ name: '小宝妈' }, { name: '李敏' }).codes]).toEqual([[], []]);
  });

  test('alone it is never more than a question, and a frequent one not even that', () => {
    const rare = judged({ name: '欧阳铁柱' }, { name: '欧阳铁柱' });
    const frequent = judged({ name: '王秀英' }, { name: '王秀英' }, { 王秀英: 9 });
    expect(frequent.percent).toBeLessThan(10);
    expect(rare.percent).toBeGreaterThan(frequent.percent);
    expect(rare.percent).toBeLessThan(50);
  });

  test('nicknames are read: A王桂英88 spells a name, 知足常乐 does not', () => {
    expect(['A王桂英88', '王桂英🌻', '知足常乐', '田园风光', 'tb_2291', '王'].map(nameInNick)).toEqual(['王桂英', '王桂英', null, null, null, null]);
    const wechat = (value: string) => [{ platform: '快团团', value }];
    expect(judged({ name: 'A王桂英88', identities: wechat('A王桂英88') }, { name: '王桂英' }).codes).toEqual(['nickHoldsName']);
    expect(judged({ name: '老王', identities: wechat('桂英🌻／老王') }, { name: '王桂英' }).codes).toEqual(['nickHoldsName']);
  });

  test('forms of address, sounds and slips are told apart', () => {
    expect(namePartsOf('王婶')).toEqual({ full: null, simple: null, spoken: { surname: '王', given: null, gender: 'female' } });
    expect(namePartsOf('桂英姐')).toMatchObject({ spoken: { surname: null, given: '桂英' } });
    expect(namePartsOf('王**')).toEqual({ full: null, simple: null, spoken: null });
    expect(blurred('linzhiqiang')).toBe(blurred('ninziqian'));
    expect([oneCharacterDiffers('王桂英', '王桂芳'), oneCharacterDiffers('王英', '李英'), oneCharacterDiffers('王桂英', '李桂芳')]).toEqual([true, false, false]);
  });
});

describe('the place', () => {
  test.each([
    ['柳渡镇石桥村3组12号', '3-12'],
    ['柳渡镇石桥村三组十二号', '3-12'],
    ['石桥村第3组 12号', '3-12'],
    ['柳渡镇石桥村', null],
    ['柳渡镇石桥村3组', null],
    ['城关镇幸福小区3栋2单元501室', '3-2-501'],
  ])('%s is house %s', (detail, house) => {
    expect(placeOf(address(detail)).house).toBe(house);
  });

  test('a village is the same with and without 村, and a group in its own field is one before the house', () => {
    expect(placeOf(address('12号', { village: '石桥', hamlet: '3组' }))).toEqual(placeOf(address(home)));
  });
});

describe('likely one person', () => {
  test('电话同，姓名差一字: asked', () => {
    const { codes, percent } = judged({ name: '王桂英', phones: [phone], address: home }, { name: '王桂芳', phones: [phone] });
    expect(codes).toEqual(['nameOneCharDiffers', 'phoneSame']);
    expect(percent).toBeGreaterThanOrEqual(25);
  });

  test.each<readonly [string, Given, Given]>([
    ['same phone, the name by its sound', { name: '王桂英', phones: [phone] }, { name: '王桂瑛', phones: [phone] }],
    ['same name, same house', { name: '王桂英', phones: [phone], address: home }, { name: '王桂英', address: home }],
    ['same name, same house, new phone', { name: '王桂英', phones: [phone], address: home }, { name: '王桂英', phones: ['15800009999'], address: home }],
    ['same name, one digit of the phone wrong', { name: '王桂英', phones: [phone] }, { name: '王桂英', phones: ['13900001235'] }],
    ['same phone, 王桂英 and 桂英姐', { name: '王桂英', phones: [phone] }, { name: '桂英姐', phones: [phone] }],
    ['same name and birthday', { name: '王桂英', birthday: { calendar: 'lunar', year: 1968, month: 6, day: 15, leapMonth: false } }, { name: '王桂英', birthday: { calendar: 'lunar', year: 1968, month: 6, day: 15, leapMonth: false } }],
    ['same WeChat id and name', { name: '王桂英', wechats: ['wgy1968'] }, { name: '王桂英', wechats: ['WGY1968'] }],
    ['same account name on two platforms', { name: '王桂英', identities: [{ platform: '淘宝', value: 'guiying_88' }] }, { name: '王桂英', identities: [{ platform: '京东', value: 'guiying_88' }] }],
  ])('%s', (_, left, right) => {
    expect(judged(left, right).percent).toBeGreaterThan(70);
  });
});

describe('likely two people', () => {
  const alike: Given = { name: '王桂英', phones: [phone], address: home };
  test.each<readonly [string, Given, Given, string]>([
    ['another name with the same phone and house', alike, { name: '李志强', phones: [phone], address: home }, '-nameDiffers'],
    ['same name, another village', { name: '王桂英', address: home }, { name: '王桂英', address: '清水镇东塘村1组3号' }, '-addressVillageDiffers'],
    ['same name and village, other houses and phones', alike, { name: '王桂英', phones: ['15800009999'], address: '柳渡镇石桥村5组7号' }, '-addressHouseDiffers'],
    ['同名同姓 with different birthdays', { name: '王桂英', birthday: { calendar: 'solar', year: 1968, month: 6, day: 15, leapMonth: false } }, { name: '王桂英', birthday: { calendar: 'solar', year: 1990, month: 1, day: 2, leapMonth: false } }, '-birthdayDiffers'],
    ['a man and a woman', { name: '王小军', gender: 'male' }, { name: '王小军', gender: 'female' }, '-genderDiffers'],
    ['two accounts of one platform', { name: '王桂英', identities: [{ platform: '淘宝', value: 'a_8812' }] }, { name: '王桂英', identities: [{ platform: '淘宝', value: 'b_7723' }] }, '-bothHaveSamePlatformKey'],
  ])('%s', (_, left, right, code) => {
    const { codes, percent } = judged(left, right);
    expect(codes).toContain(code);
    expect(percent).toBeLessThan(25);
  });
});

describe('a household', () => {
  const familyOf = (left: Given, right: Given) => {
    const [a, b] = [person(left), person(right)];
    const population = shop([a, b]);
    return householdOf(a, b, evidenceOf(a, b, population), population);
  };
  test('family sharing a phone or a house is one household, not one person', () => {
    const shared = familyOf({ name: '王桂英', phones: [phone], address: home }, { name: '李志强', phones: [phone], address: home });
    expect(shared?.likelihood).toBeGreaterThan(0.9);
    expect(shared?.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['phoneSame', 'addressSameHouse', 'nameDiffers']));
    expect(familyOf({ name: '王桂英', phones: [phone] }, { name: '李志强', phones: ['15800009999'] })).toBeNull();
    expect(familyOf({ name: '王桂英', phones: [phone] }, { name: '王婶', phones: [phone] })).toBeNull();
  });
});

describe('the buying pattern', () => {
  const days = (...of: string[]) => of.map((day) => `2026-0${day}`);
  test('goods alike and never on the same day speak for one person, the same days under both names against', () => {
    const goods = new Set(['土鸡蛋', '菜籽油', '红薯粉条', '腊肉']);
    const early = { goods, days: days('1-03', '1-20', '2-11') };
    expect(patternEvidence(early, { goods, days: days('3-05', '3-19', '4-02') }).map(({ code }) => code)).toEqual(['goodsAlike', 'timesAlternate']);
    const both = patternEvidence(early, { goods: new Set(['茶叶']), days: days('1-03', '1-20', '4-02') });
    expect(both.map(({ code, weight }) => [code, weight < 0])).toEqual([['boughtSameDay', true]]);
  });
});
