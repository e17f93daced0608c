/** What stands above the list: what is sold and for how much. Pure. */
import type { SolitaireGoods } from './contract.ts';
import { unitPattern } from './words.rules.ts';

const number = '(\\d+(?:\\.\\d{1,2})?)';
const per = `(?: ?(?:/|每|一|1) ?(${unitPattern}|\\d*斤))?`;
const prices: readonly { readonly pattern: RegExp; readonly amount: number; readonly unit: number }[] = [
  { pattern: new RegExp(`每(${unitPattern}) ?[:¥]? ?${number}(?:元|块钱?|$)?`), amount: 2, unit: 1 },
  { pattern: new RegExp(`[¥￥] ?${number}(?:元|块)?${per}`), amount: 1, unit: 2 },
  { pattern: new RegExp(`${number} ?(?:元|块钱?|圆)(?!\\d)${per}`), amount: 1, unit: 2 },
  { pattern: new RegExp(`${number} ?(?:/|每|一) ?(${unitPattern})`), amount: 1, unit: 2 },
  { pattern: new RegExp(`(?:一|1)(${unitPattern}) ?${number}(?:元|块钱?)`), amount: 2, unit: 1 },
];
const spec = new RegExp(`(?:^|[ (（])((?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十半]+) ?${unitPattern}(?:装|左右|/${unitPattern})?)[)）]?(?= |$)`);
const glued = new RegExp(`^(.*?[\\p{Script=Han}])(\\d+(?:\\.\\d+)? ?${unitPattern}装?)$`, 'u');
const key = /^(?:(\d{1,2}) ?(?:号|#)|(\d{1,2})[.、:)]|([A-Za-z])(?: ?(?:款|号|套餐))?[.、: )]|([A-Za-z])(?=[\p{Script=Han}]))[:、. ]*/u;
/** Money that a line of the list may speak of: paid, sent as a red packet, still owed. */
const paidWords = /(?:已?付|转账?|红包|给了?|欠|收|找|运费|满|优惠|立减|定金)\s*[¥￥]?\d/;

const notice = /截止|送货|到货|发货|自提|提货|取货|晚|早|上午|下午|之前|开始|集合|楼|单元/;

export const exampleLine = /^(?:\d{1,2}[.、]?\s*)?[(【[]?(?:例如?|示例|举例|比如|样例|格式)(?:[:.、) \]】]|$)/;

const fen = (text: string): number => Math.round(Number(text) * 100);

/** 39.9元/箱 and what is left of the text before and behind it. */
const priceIn = (text: string) => {
  for (const { pattern, amount, unit } of prices) {
    const match = pattern.exec(text);
    if (match) return { priceFen: fen(match[amount]!), unit: match[unit]?.replace(/^(?:一|1)(?=.)/, '') ?? null, before: text.slice(0, match.index), behind: text.slice(match.index + match[0].length) };
  }
  return null;
};

const nameOf = (text: string): string => text.replace(/[【】[\]《》「」“”"*#]/g, ' ').replace(/\p{Extended_Pictographic}|\ufe0f|\u20e3/gu, ' ').replace(/^[\s:,，、。.\-—~+]+|[\s:,，、。.\-—~!！+]+$/g, '').replace(/(?:只要|仅要|特价|团购价|团价|价格|单价|售价|现价)$/, '').replace(/\s+/g, ' ').trim();

/** One offer: `1号 草莓 39.9元/箱`, `鸡蛋 30枚 25元`, `A.土鸡蛋(30枚) 每板25`. Null when the text is none. */
const offerOf = (text: string): SolitaireGoods | null => {
  const called = key.exec(text);
  const rest = called ? text.slice(called[0].length) : text;
  const found = paidWords.test(rest) ? null : priceIn(rest);
  // Without a price only a number or letter tells goods from any other words.
  if (!found && ((called?.[1] ?? called?.[3]) === undefined || notice.test(rest))) return null;
  const described = (found ? `${found.before} ${found.behind.startsWith(')') ? '' : found.behind}` : rest).replace(/包邮|自提|起|左右|现货|预售|[【】「」《》]/g, ' ');
  const sized = spec.exec(described);
  let name = nameOf(sized ? described.replace(sized[0], ' ') : described);
  let size = sized?.[1]?.trim() ?? null;
  const tail = glued.exec(name);
  if (size === null && tail) [, name = name, size = null] = tail;
  if (!(found ? /\p{L}/u : /^\p{Script=Han}{2,12}$/u).test(name) || name.length > 40) return null;
  return { key: (called?.[1] ?? called?.[2] ?? called?.[3] ?? called?.[4])?.toUpperCase() ?? null, name: nameOf(name), spec: size, unit: found?.unit ?? null, priceFen: found?.priceFen ?? null };
};

/** Where one offer ends and the next begins: a sign, the next number, or a blank behind a price. */
const between = new RegExp(`[,，;；。]|、(?=[^\\d]*\\d)|\\s+(?=\\d{1,2}号)|(?<=元|块|块钱|[/每一]${unitPattern})\\s+(?=[^\\d一二两三四五六七八九十半每/(¥])`);

/** The offers of one line above the list; several may share it, cut by commas. */
export const offersIn = (line: string): readonly SolitaireGoods[] => {
  const parts = line.split(between).map((part) => part.trim()).filter((part) => part !== '');
  const offers = parts.map(offerOf);
  const found = offers.filter((offer) => offer !== null);
  if (found.length > 1 || parts.length === 1 || found.some((offer) => offer.key !== null)) return found;
  return offerOf(line) ? [offerOf(line)!] : found;
};

const announcing = /(?:#?接龙|团购|开团|拼团|报名|预[订定购]|订购|今[天日晚]|明[天日晚早]|后天|周[一二三四五六日末]|星期[一二三四五六日]|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|新鲜|到货|来了|来啦|送到|自提|统计|开始|本地|现摘|特价|秒杀|第.{1,3}[期团]|群|啦|了)/g;

/** Goods that only the title names: 周六草莓接龙 is 草莓. Null when nothing short is left of it. */
export const goodsInTitle = (title: string): string | null => {
  const name = nameOf(title.replace(announcing, ' ')).split(' ').filter((word) => /^[\p{Script=Han}]{2,8}$/u.test(word));
  return name.length === 1 ? name[0]! : null;
};

