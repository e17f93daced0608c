/** The words of a 接龙 line: quantities in every writing, units, goods by name or number. Pure. */
import type { SolitaireGoods } from './contract.ts';

/** Full-width letters, digits and signs as their half-width ones, character by character, so that a nickname keeps its emoji. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replace(/[\u3000\u00a0\t]/g, ' ')
    .replace(/[\u200b-\u200c\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '');

/** Longer ones first: 公斤 is not 斤. What else the character begins (个月, 单元) is none. */
export const unitPattern = '(?:公斤|千克|[kK][gG]|箱|盒|袋|包|份(?!额)|斤|克|[gG](?![A-Za-z])|板|枚|个(?!小时|月|人|钟)|只(?!要|能|有|剩)|瓶|桶|罐|提|件|捆|把|条|颗|棵|筐|篮|套|串|打(?!电话|包)|头|扎|双|根|支|片|碗|筒|兜|块(?!钱|五|八)|单(?!元|位|独)|壶|听|尾|对|盘|尺)';

/** 份, 件 … say nothing of the measure; 箱 and 斤 do. */
const counters = new Set(['份', '件', '个', '单', '套']);
export const unitsDiffer = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b && !counters.has(a) && !counters.has(b);

const digits: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const numeral = /^(?:([一二两三四五六七八九])?(百))?零?(?:([一二三四五六七八九])?(十))?([一二两俩三四五六七八九])?$/;

/** 12, 1.5, 两, 半, 十二, 一百二十; null for anything else. */
export const numberOf = (text: string): number | null => {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (text === '半') return 0.5;
  const match = text === '' ? null : numeral.exec(text);
  if (!match) return null;
  const [, hundreds, hundred, tens, ten, ones] = match;
  return (hundred ? (hundreds ? digits[hundreds]! : 1) * 100 : 0) + (ten ? (tens ? digits[tens]! : 1) * 10 : 0) + (ones ? digits[ones]! : 0);
};

export type Amount = { readonly quantity: number; readonly unit: string | null; readonly length: number };

const digitAmount = new RegExp(`^(\\d+(?:\\.\\d+)?)(?: ?(${unitPattern})(半)?)?`);
const wordAmount = new RegExp(`^([一二两俩三四五六七八九十百零半]+) ?(${unitPattern})(半)?`);
/** No count of goods: a house, a time, a day, money, a telephone. */
export const noAmount = /^(?:\d+(?:\.\d+)? ?(?:单元|号楼|号院|号门|栋|幢|楼|层|室|座|组|队|弄|巷|期|院|点|时|分钟|月|日|年|天|路|元|块钱|毛|角|岁|%)|\d{1,2}:\d{2}|\d{4,}|\d+-\d+|[一二三四五六七八九十]+(?:单元|号楼|栋|幢|楼|组|队|点|天|路|期|月))/;

/** The quantity that the text begins with. Chinese numerals count only with a unit: 王五 is a name. */
export const amountAt = (text: string): Amount | null => {
  if (noAmount.test(text)) return null;
  const match = digitAmount.exec(text) ?? wordAmount.exec(text);
  if (!match) return null;
  const quantity = numberOf(match[1]!);
  if (quantity === null) return null;
  return { quantity: quantity + (match[3] ? 0.5 : 0), unit: match[2] ?? null, length: match[0].trimEnd().length };
};

/** The numeral at the end of a run that belongs to the amount: in 王五两箱 it is 两. */
export const startsNumeral = (text: string): boolean => /^[一二两俩三四五六七八九十百半]/.test(text);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names of goods as people shorten them: 土鸡蛋 is also 鸡蛋 when nothing else is. */
const shortNames = (goods: readonly SolitaireGoods[]): readonly (readonly [word: string, name: string])[] => {
  const owners = new Map<string, Set<string>>();
  for (const { name } of goods) {
    const han = [...name.replace(/[^\p{Script=Han}]/gu, '')];
    for (let from = 0; from < han.length; from += 1) {
      for (let to = from + 2; to <= han.length; to += 1) {
        const word = han.slice(from, to).join('');
        owners.set(word, (owners.get(word) ?? new Set()).add(name));
      }
    }
  }
  return [...owners].flatMap(([word, names]) => (names.size === 1 ? [[word, [...names][0]!] as const] : []));
};

export type GoodsHit = { readonly name: string; readonly length: number; readonly sure: boolean };

/** Finds goods at the start of a text: by name, by number (1号, A), by an unmistakable part of the name. */
export const goodsFinder = (goods: readonly SolitaireGoods[]): ((text: string) => GoodsHit | null) => {
  const exact = new Map(goods.map(({ name }) => [name.toLowerCase(), name]));
  const short = new Map(shortNames(goods).filter(([word]) => !exact.has(word)));
  const words = [...exact.keys(), ...short.keys()].toSorted((a, b) => b.length - a.length);
  const named = words.length > 0 ? new RegExp(`^(?:${words.map(escaped).join('|')})`, 'i') : null;
  const keys = goods.flatMap(({ key, name }) => (key === null ? [] : [[key.toUpperCase(), name] as const]));
  const keyed = (text: string): GoodsHit | null => {
    for (const [key, name] of keys) {
      const pattern = /\d/.test(key) ? `^${key}号(?!楼|院|门|线|晚|早|来|取|拿|送|下午|上午)(?:品|款|链接)?` : `^${key}(?![A-Za-z])(?:款|套餐|号)?`;
      const match = new RegExp(pattern, 'i').exec(text);
      if (match) return { name, length: match[0].length, sure: true };
    }
    return null;
  };
  return (text) => {
    const word = named?.exec(text)?.[0].toLowerCase();
    if (word === undefined) return keyed(text);
    const name = exact.get(word);
    return { name: name ?? short.get(word)!, length: word.length, sure: name !== undefined };
  };
};
