/** Where somebody lives, as far as two addresses can be compared: district, village or estate, house. Pure. */
import type { Address } from '../customers/contract.ts';
import { villageOf } from '../imports/address.rules.ts';

export type Place = { readonly district: string | null; readonly village: string | null; readonly house: string | null };

const numerals = new Map([...'零一二三四五六七八九'].map((character, value) => [character, value]));

/** 十二 → 12, 三 → 3. House numbers go no further than 九十九. */
const digitsOf = (text: string): string =>
  text.replace(/[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九]+/g, (found) => {
    const ten = found.indexOf('十');
    if (ten < 0) return [...found].map((character) => numerals.get(character)).join('');
    return String((ten === 0 ? 1 : numerals.get(found[0]!)!) * 10 + (found.length > ten + 1 ? numerals.get(found[ten + 1]!)! : 0));
  });

/** The numbers of a house in order, 3组12号 → 3-12. A group or a building alone is no house. */
const houseIn = (detail: string): string | null => {
  const text = digitsOf(detail.normalize('NFKC').replace(/1[3-9]\d{9}/g, ''));
  if (!/\d\s*(?:号(?!楼|院|大院)|户|室)|\d+\s*-\s*\d+|单元\s*\d+/.test(text)) return null;
  const numbers = text.match(/\d+/g) ?? [];
  return numbers.length > 0 && numbers.length <= 5 ? numbers.map(Number).join('-') : null;
};

/** An estate is known by the words before its first number, without the town: 幸福小区3栋2单元501室. */
const estateIn = (detail: string): string | null => {
  const [, name] = /^(?:[^\s\d]{1,8}?(?:街道办事处|街道|镇|乡))?([^\d\s,，]{2,20})/.exec(detail.normalize('NFKC')) ?? [];
  return name === undefined ? null : digitsOf(name);
};

const bare = (village: string): string => (village.length > 2 ? village.replace(/(?:村|社区|嘎查)$/, '') : village);

export const placeOf = ({ city, district, village, hamlet, detail }: Address): Place => {
  const named = village ?? villageOf(detail);
  const where = named === null ? (detail === null ? null : estateIn(detail)) : bare(named.replace(/\s/g, ''));
  // What stands before the village is the town; its name may hold numerals (三河镇).
  const after = detail === null ? '' : named !== null && detail.includes(named) ? detail.slice(detail.indexOf(named) + named.length) : detail;
  const group = hamlet === null || after.includes(hamlet) ? '' : hamlet;
  return { district: district ?? city, village: where, house: where === null ? null : houseIn(`${group}${after}`) };
};
