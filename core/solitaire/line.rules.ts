/** One line of a 接龙 → who, and what they want done: take, add, change, give up. Pure. */
import type { Amount, GoodsHit } from './words.rules.ts';
import { amountAt, noAmount, startsNumeral } from './words.rules.ts';

export type Act = {
  readonly does: 'take' | 'add' | 'change' | 'withdraw';
  /** null: not said which */
  readonly goods: string | null;
  /** null: 草莓 without a number, or a change to other goods */
  readonly quantity: number | null;
  readonly unit: string | null;
};

export type Statement = {
  readonly nickname: string;
  readonly acts: readonly Act[];
  readonly remark: string | null;
  readonly pickupPoint: string | null;
  /** goods were told by a part of their name, the nickname was cut by guess, the remark looks as if it held goods that nobody sells */
  readonly unsure: readonly ('goods' | 'nickname' | 'remark')[];
};

type Finder = (text: string) => GoodsHit | null;
type Words = { readonly goodsAt: Finder; readonly nicknames: readonly string[] };

const withdrawal = /^(?:全部?|都|这次|先|我)*(?:(?:不要|不订|不定|不买|不接龙|不接|不拿)(?:了|啦|咯|喽)?(?=$|[\s,，.。、!！;；)])|取消(?:接龙|订单)?(?:了|吧)?|退出(?:接龙)?(?:了)?|撤(?:回|销|单)?了?(?=$|[\s,，.。、!！;；)])|退(?:了|单|团|掉)(?:吧|了)?(?=$|[\s,，.。、!！;；)])|作废)/;
const refusal = /^(?:不要|取消|退掉?|去掉|撤掉?) ?/;
const change = /^(?:改(?:成|为|要|到|订|定)?|换成?|更正为?|变成)[:： ]*/;
const adding = /^(?:再|又)?(?:追加|多加|加|来|要|订|定|拿|买|添)(?:一点)? ?/;
const plus = /^[+➕] ?/;
const times = /^[*×xX✖✕] ?(?=[\d一二两三四五六七八九十半])/;
const money = /^(?:已?付款?|转账?|红包|给了?|欠)了? ?[¥￥]?\d+(?:\.\d+)? ?(?:元|块钱?)?|^[¥￥] ?\d+(?:\.\d+)?|^\d+(?:\.\d+)? ?(?:元|块钱)/;
const separator = /^[\s,，、;；。.!！~～:：|/\\()（）【】[\]—-]/;
const filler = /^(?:我家?|帮我|麻烦|请|各?一?共|接龙|报名|也|要|来|订|定|拿|买|给我|谢谢|和|跟|还有|及|与|的|以及|总共|👍|🙏|🌹)$/;

const timeWord = /(?:点|晚|早|明天|后天|今天|下班|中午|下午|上午|周[一二三四五六日末]|有空|时候|自己|一起|统一)/;
const pickupWord = /^(?:我?[在到去来])?(.{1,20}?)(?:自提点?|自取|取货|提货|取|拿)$/;
/** A token that cannot be the second half of a nickname. */
const remarkLike = /自提|自取|取货|送|单元|号楼|\d栋|\d幢|小区|晚|早|点|明天|后天|今天|下班|备注|要|帮|拿|取|大的|小的|新鲜|谢谢|麻烦|已付|村|门口|店/;

/** 3单元自提, 到东门拿 → the place; 晚点拿 is none. */
export const pickupPointIn = (remark: string): string | null => {
  for (const token of remark.split(/[\s,，。;；()（）]+/)) {
    const place = pickupWord.exec(token)?.[1];
    if (place !== undefined && !timeWord.test(place) && /[\p{L}\d]/u.test(place)) return place;
  }
  return null;
};

/** Whether something that can only be an order starts here; `atStart`: at the start of a word. */
const startsOrder = (text: string, { goodsAt }: Words, atStart: boolean): boolean => {
  if (noAmount.test(text)) return (goodsAt(text)?.length ?? 0) > 0 && atStart && /^\d/.test(text);
  if (withdrawal.test(text) || (times.test(text) && !/^[xX]\D/.test(text)) || (plus.test(text) && amountAt(text.replace(plus, '')) !== null)) return true;
  if (change.test(text) && (atStart || amountAt(text.replace(change, '')) !== null)) return true;
  const hit = goodsAt(text);
  if (hit && (atStart || /^\p{Script=Han}/u.test(text))) return true;
  const amount = amountAt(text);
  if (!amount) return false;
  if (amount.unit !== null) return true;
  return atStart && /^(?:$|[\s,，、;；.。+*×xX])/.test(text.slice(amount.length));
};

/** Whether the rest of a word holds nothing but an order: 王婶2箱, 小芳草莓2. */
const allOrder = (word: string, words: Words): boolean => {
  const { acts, remark } = readActs(word, words);
  return acts.length > 0 && remark === '';
};

const firstOrderIn = (word: string, words: Words): number => {
  for (let at = 1; at < word.length; at += 1) {
    if (startsOrder(word.slice(at), words, false) && allOrder(word.slice(at), words)) return at;
  }
  return -1;
};

/** Cuts the line into the nickname and the rest. A known nickname decides; otherwise the first word, as WeChat writes it. */
const splitNickname = (text: string, words: Words): { readonly nickname: string; readonly rest: string; readonly unsure: boolean } => {
  const known = words.nicknames.find((name) => text.startsWith(name) && !/^[\p{L}\d]/u.test(text.slice(name.length)))
    ?? words.nicknames.find((name) => text.startsWith(name) && startsOrder(text.slice(name.length), words, true));
  if (known !== undefined) return { nickname: known, rest: text.slice(known.length), unsure: false };
  const [first = ''] = /^[^\s:：,，、;；。]+/.exec(text) ?? [];
  const behind = text.slice(first.length);
  const cut = firstOrderIn(first, words);
  if (cut > 0) return { nickname: first.slice(0, cut), rest: text.slice(cut), unsure: false };
  // An emoji, a house number or a Latin word is seldom the whole name: 🌸 小芳, 3-502 王姐, Lily 李.
  const [, gap = '', second = ''] = /^( +)([^\s:：,，、;；。]+)/.exec(behind) ?? [];
  const half = !/[\p{L}]/u.test(first) || /^\d+[-栋幢座号]\S*$/.test(first) || /^[A-Za-z]+$/.test(first);
  if (half && second !== '' && /^[\p{Script=Han}\p{Extended_Pictographic}A-Za-z]{1,6}/u.test(second) && !remarkLike.test(second) && !startsOrder(second, words, true)) {
    const inner = firstOrderIn(second, words);
    const taken = inner > 0 ? second.slice(0, inner) : second;
    return { nickname: `${first}${gap}${taken}`, rest: behind.slice(gap.length + taken.length), unsure: false };
  }
  // 王婶2: a digit at the end of the only word is more likely a count than a part of the name.
  const [, bare, count] = behind.trim() === '' ? (/^(.*\p{Script=Han})(\d{1,2})$/u.exec(first) ?? []) : [];
  if (bare && count) return { nickname: bare, rest: ` ${count}`, unsure: true };
  return { nickname: first, rest: behind, unsure: false };
};

/** Reads what is behind the nickname, from left to right. */
const readActs = (body: string, words: Words): { readonly acts: readonly Act[]; readonly remark: string; readonly unsureGoods: boolean } => {
  const acts: Act[] = [];
  let remark = '';
  let unsureGoods = false;
  let pending: string[] = [];
  let does: Act['does'] = 'take';
  let each = false;
  let last: string | null = null;
  let at = 0;
  const settle = (): void => {
    for (const goods of pending) acts.push({ does, goods, quantity: null, unit: null });
    pending = [];
  };
  const take = ({ quantity, unit }: Amount, goods: string | null): void => {
    const wanted = goods !== null ? [goods] : each || pending.length <= 1 ? pending : pending.slice(-1);
    for (const without of pending.filter((name) => !wanted.includes(name) && goods === null)) acts.push({ does, goods: without, quantity: null, unit: null });
    for (const name of wanted.length > 0 ? wanted : [does === 'take' ? null : last]) acts.push({ does, goods: name, quantity, unit });
    last = wanted.at(-1) ?? last;
    pending = [];
    each = false;
    does = 'take';
  };

  while (at < body.length) {
    const text = body.slice(at);
    const before = body[at - 1];
    const atStart = before === undefined || separator.test(before) || remark === '' || remark.endsWith(' ');
    const step = (length: number): void => {
      at += Math.max(1, length);
    };
    const sum = money.exec(text)?.[0];
    const gone = withdrawal.exec(text)?.[0];
    const hit = words.goodsAt(text);
    if (gone !== undefined) {
      for (const goods of pending.length > 0 ? pending : [null]) acts.push({ does: 'withdraw', goods, quantity: null, unit: null });
      pending = [];
      does = 'take';
      step(gone.length);
      continue;
    }
    const refused = refusal.exec(text)?.[0];
    const refusedGoods = refused === undefined ? null : words.goodsAt(text.slice(refused.length));
    if (refused !== undefined && refusedGoods) {
      acts.push({ does: 'withdraw', goods: refusedGoods.name, quantity: null, unit: null });
      step(refused.length + refusedGoods.length);
      if (body.startsWith('了', at)) at += 1;
      continue;
    }
    const changed = change.exec(text)?.[0];
    if (changed !== undefined && (atStart || amountAt(text.slice(changed.length)) || words.goodsAt(text.slice(changed.length)))) {
      does = 'change';
      step(changed.length);
      continue;
    }
    if (sum !== undefined && !hit) {
      remark += ` ${sum} `;
      step(sum.length);
      continue;
    }
    const added = plus.exec(text)?.[0] ?? (/^(?:再|又|追加|多加|加)/.test(text) ? adding.exec(text)?.[0] : undefined);
    const addedAmount = added === undefined ? null : amountAt(text.slice(added.length));
    if (added !== undefined && (addedAmount || words.goodsAt(text.slice(added.length)))) {
      // 草莓2+鸡蛋1: a plus before goods only joins.
      if (addedAmount || !/^[+➕]/.test(added)) does = does === 'change' ? 'change' : 'add';
      step(added.length);
      continue;
    }
    const factor = times.exec(text)?.[0];
    const factorAmount = factor === undefined ? null : amountAt(text.slice(factor.length));
    if (factor !== undefined && factorAmount) {
      const former = acts.at(-1);
      step(factor.length + factorAmount.length);
      // 草莓5斤x2: twice five pounds.
      if (pending.length === 0 && former?.quantity && /[^\s,，、]/.test(before ?? ' ')) acts.splice(-1, 1, { ...former, quantity: former.quantity * factorAmount.quantity });
      else take(factorAmount, null);
      continue;
    }
    if (hit && !(noAmount.test(text) && !/^\d{1,2}号/.test(text))) {
      if (!hit.sure) unsureGoods = true;
      pending.push(hit.name);
      step(hit.length);
      continue;
    }
    if (/^各(?:要|来|订)?/.test(text) && pending.length > 0) {
      each = true;
      step(/^各(?:要|来|订)?/.exec(text)![0].length);
      continue;
    }
    const excluded = noAmount.exec(text)?.[0];
    if (excluded !== undefined && atStart) {
      remark += excluded;
      step(excluded.length);
      continue;
    }
    const amount = excluded === undefined ? amountAt(text) : null;
    const standsAlone = amount !== null && (amount.unit !== null ? atStart || pending.length > 0 || !startsNumeral(text) : pending.length > 0 || does !== 'take' || (atStart && /^(?:$|[\s,，、;；.。+*×xX)）])/.test(text.slice(amount.length))));
    if (amount && standsAlone) {
      const behind = text.slice(amount.length);
      const [, blank = ''] = /^( ?的?)/.exec(behind) ?? [];
      const after = words.goodsAt(behind.slice(blank.length));
      const own = after && pending.length === 0 && (blank === '' || blank === '的' || !amountAt(behind.slice(blank.length + after.length).replace(/^[ *x×+:：]+/, ''))) ? after : null;
      if (own && !own.sure) unsureGoods = true;
      take(amount, own?.name ?? null);
      step(amount.length + (own ? blank.length + own.length : 0));
      continue;
    }
    if (separator.test(text)) {
      if (remark !== '' && !remark.endsWith(' ')) remark += ' ';
      step(1);
      continue;
    }
    const word = /^\p{Extended_Pictographic}[\ufe0f\u200d\p{Extended_Pictographic}]*/u.exec(text)?.[0] ?? text[0]!;
    remark += word;
    step(word.length);
  }
  settle();
  const told = remark.split(' ').filter((word) => word !== '' && !filler.test(word)).join(' ');
  return { acts, remark: told, unsureGoods };
};

const counted = /^(\p{Script=Han}{1,8}?)[:：]?[+*x×]?(?=[\d一二两三四五六七八九十半])(.+)$/u;
const looksLikeGoods = (word: string): boolean => {
  const [, name = '', count = ''] = counted.exec(word) ?? [];
  return name !== '' && !timeWord.test(name) && !/尾号|电话|手机|住|送到|付|单元/.test(name) && amountAt(count)?.length === count.length;
};

/** What a line without its number says. */
export const readStatement = (text: string, words: Words): Statement => {
  const line = text.replace(/^[@＠\s]+/, '').trim();
  const { nickname, rest, unsure } = splitNickname(line, words);
  const { acts, remark, unsureGoods } = readActs(rest, words);
  return {
    nickname: nickname.replace(/[\s:：,，、.。-]+$/, '').trim(),
    acts,
    remark: remark === '' ? null : remark.slice(0, 200),
    pickupPoint: pickupPointIn(remark),
    unsure: [...(unsureGoods ? ['goods' as const] : []), ...(unsure ? ['nickname' as const] : []), ...(remark.split(' ').some(looksLikeGoods) ? ['remark' as const] : [])],
  };
};

/** What a line says of somebody already known (the speaker of a chat): nothing but acts. */
export const readFollowUp = (text: string, nickname: string, words: Words): Statement => readStatement(`${nickname} ${text}`, { ...words, nicknames: [nickname] });
