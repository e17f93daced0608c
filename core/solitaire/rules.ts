/**
 * 微信接龙: the text of a list that people copied, added themselves to and corrected → who gets how much of what.
 * Every line is an order, goods, heading, example, an older copy, or a question; none disappears. Pure.
 */
import type { SolitaireDoubt, SolitaireGoods, SolitaireItem, SolitaireQuestion, SolitaireTotal } from './contract.ts';
import { goodsInTitle } from './head.rules.ts';
import type { Act, Statement } from './line.rules.ts';
import { readFollowUp, readStatement } from './line.rules.ts';
import type { Copy, ListLine } from './lines.rules.ts';
import { longestLine, sortLines } from './lines.rules.ts';
import { amountAt, goodsFinder, unitsDiffer } from './words.rules.ts';

type QuestionCode = SolitaireQuestion['code'];

/** What one person wants, over all of the person's lines. */
export type SolitaireEntry = {
  readonly nickname: string;
  /** lines of the text, from 1 */
  readonly lines: readonly number[];
  readonly text: string;
  readonly items: readonly SolitaireItem[];
  readonly withdrawn: boolean;
  readonly remark: string | null;
  readonly pickupPoint: string | null;
  readonly doubts: readonly SolitaireDoubt[];
};

export type Solitaire = {
  readonly goods: readonly SolitaireGoods[];
  readonly entries: readonly SolitaireEntry[];
  readonly questions: readonly SolitaireQuestion[];
  /** lines that are headings, goods, examples or stand the same or newer further down */
  readonly told: readonly number[];
};

/** What is known before: goods that the person has put right, nicknames of the group. */
export type SolitaireKnown = { readonly goods?: readonly SolitaireGoods[]; readonly nicknames?: readonly string[] };

/** Goods that nobody named; the table of goods asks for the name. */
export const unnamedGoods = '接龙商品';
const many = 50;

/** Names of people that may stand in a nickname: 槐树村王桂英 has 王桂英 in it. */
export const namesIn = (nickname: string): readonly string[] => {
  const names = new Set([nickname]);
  for (const run of nickname.match(/\p{Script=Han}{2,}/gu) ?? [])
    for (let from = 0; from < run.length - 1; from += 1) for (let length = 2; length <= 4 && from + length <= run.length; length += 1) names.add(run.slice(from, from + length));
  return [...names];
};

/** One nickname, however it is written: signs that carry no sound do not count. */
export const nicknameKey = (nickname: string): string => nickname.normalize('NFKC').replace(/\u200d|[\s\ufe0e\ufe0f@]/gu, '').toLowerCase();

const notGoods = /^(?:我?要|来|订|定|买|拿|加|再加|改|改成|换成|共|一共|总共|各|接龙|报名|单元|尾号|电话|手机|住|家|楼|约|第|晚上|早上|下午|上午|明天|今天|大概)$/;

/** Goods that only the lines name: 草莓2 鸡蛋1板. A word needs a count behind it, and the title or a second line to bear it out, unless it is joined to the count. */
const goodsInLines = ({ head, lines }: Copy): readonly SolitaireGoods[] => {
  const heading = head.join(' ');
  const seen = new Map<string, number>();
  for (const { text } of lines) {
    const words = text.split(/[\s,，、;；]+/).slice(1);
    words.forEach((word, index) => {
      const [, name = '', rest = ''] = /^(\p{Script=Han}{1,8}?)[:：]?[+*x×]?((?:\d|[一二两三四五六七八九十半]+[^\p{L}]?\p{Script=Han}$).*)$/u.exec(word) ?? [];
      const amount = amountAt(rest);
      const joined = name.length > 1 && amount?.length === rest.length && !notGoods.test(name);
      if (joined) seen.set(name, (seen.get(name) ?? 0) + 2);
      else if (/^\p{Script=Han}{2,8}$/u.test(word) && !notGoods.test(word) && amountAt(words[index + 1]?.replace(/^[+*x×]/, '') ?? '')) seen.set(word, (seen.get(word) ?? 0) + 1);
    });
  }
  return [...seen].filter(([name, count]) => count > 1 || heading.includes(name)).map(([name]) => ({ key: null, name, spec: null, unit: null, priceFen: null }));
};

const goodsOf = (copies: readonly Copy[]): readonly SolitaireGoods[] => {
  const named = copies.findLast(({ goods }) => goods.length > 0)?.goods;
  if (named) return [...new Map(named.map((goods) => [`${goods.name}\n${goods.spec ?? ''}`, goods])).values()];
  const newest = copies.at(-1);
  const told = newest ? goodsInLines(newest) : [];
  if (told.length > 0) return told;
  const title = copies.flatMap(({ head }) => head).map(goodsInTitle).find((name) => name !== null);
  return [{ key: null, name: title ?? unnamedGoods, spec: null, unit: null, priceFen: null }];
};

type Said = { readonly line: ListLine; readonly statement: Statement };
type Person = { readonly nickname: string; said: Said[] };

/** Units that the lines use, for goods whose price names none. */
const learnedUnits = (goods: readonly SolitaireGoods[], said: readonly Said[]): ReadonlyMap<string, string | null> => {
  const units = new Map<string, string | null>(goods.map(({ name, unit }) => [name, unit]));
  for (const { goods: name, unit } of said.flatMap(({ statement }) => statement.acts)) {
    const of = name ?? (goods.length === 1 ? goods[0]!.name : null);
    if (of !== null && unit !== null && units.get(of) === null) units.set(of, unit);
  }
  return units;
};

/** Which goods an act speaks of; null when it could be several. */
const goodsOfAct = (act: Act, has: ReadonlyMap<string, unknown>, units: ReadonlyMap<string, string | null>): string | null => {
  if (act.goods !== null) return act.goods;
  if (act.does !== 'take' && has.size === 1) return [...has.keys()][0]!;
  if (units.size === 1) return [...units.keys()][0]!;
  const fitting = act.unit === null ? [] : [...units].filter(([, unit]) => unit === act.unit);
  return fitting.length === 1 ? fitting[0]![0] : null;
};

const doubtOf = { goods: 'goodsGuessed', nickname: 'nicknameGuessed', remark: 'goodsInRemark' } as const;

type Wanted = { readonly quantity: number; readonly unit: string | null };
type Tally = { readonly has: Map<string, Wanted>; withdrawn: boolean; readonly doubts: Set<SolitaireDoubt> };

/** Carries out one line on what the person has so far; false when it cannot be told what it speaks of. */
const apply = (tally: Tally, { acts }: Statement, units: ReadonlyMap<string, string | null>): boolean => {
  const { has, doubts } = tally;
  const before = new Set(has.keys());
  for (const act of acts) {
    if (act.does === 'withdraw' && act.goods === null) {
      has.clear();
      tally.withdrawn = true;
      continue;
    }
    const goods = goodsOfAct(act, has, units);
    if (goods === null) return false;
    const now = has.get(goods);
    if (act.does === 'withdraw') {
      has.delete(goods);
      tally.withdrawn = has.size === 0;
      continue;
    }
    if (act.quantity === null && act.does !== 'change') doubts.add('oneAssumed');
    const [only] = has.size === 1 ? [...has] : [];
    // 改鸡蛋2板 of somebody who has only strawberries: other goods instead.
    if (act.does === 'change' && only && only[0] !== goods) {
      has.clear();
      doubts.add('goodsChanged');
    }
    const quantity = act.quantity ?? (act.does === 'change' && only ? only[1].quantity : 1);
    if (act.does === 'take' && before.has(goods)) doubts.add('twice');
    const sum = act.does === 'change' ? quantity : quantity + (now?.quantity ?? 0);
    const unit = act.unit ?? now?.unit ?? units.get(goods) ?? null;
    if (unitsDiffer(act.unit, now?.unit ?? units.get(goods) ?? null)) doubts.add('unitDiffers');
    if (sum > many) doubts.add('many');
    has.set(goods, { quantity: Math.round(sum * 1000) / 1000, unit });
    tally.withdrawn = false;
  }
  for (const [goods, { quantity }] of has) if (quantity === 0) has.delete(goods);
  tally.withdrawn ||= has.size === 0;
  return true;
};

const entryOf = ({ nickname, said }: Person, units: ReadonlyMap<string, string | null>, ask: (line: ListLine, code: QuestionCode) => void): SolitaireEntry | null => {
  const tally: Tally = { has: new Map(), withdrawn: false, doubts: new Set() };
  const used: Said[] = [];
  for (const one of said) {
    const trial: Tally = { has: new Map(tally.has), withdrawn: tally.withdrawn, doubts: new Set(tally.doubts) };
    if (!apply(trial, one.statement, units)) {
      ask(one.line, 'whichGoods');
      continue;
    }
    tally.has.clear();
    for (const [goods, wanted] of trial.has) tally.has.set(goods, wanted);
    tally.withdrawn = trial.withdrawn;
    for (const doubt of trial.doubts) tally.doubts.add(doubt);
    for (const unsure of one.statement.unsure) tally.doubts.add(doubtOf[unsure]);
    used.push(one);
  }
  if (used.length === 0) return null;
  return {
    nickname,
    lines: used.map(({ line }) => line.at),
    text: used.map(({ line }) => `${line.number === null ? '' : `${line.number}. `}${line.text}`).join('；'),
    items: [...tally.has].map(([goods, wanted]) => ({ goods, ...wanted })),
    withdrawn: tally.withdrawn,
    remark: [...new Set(used.flatMap(({ statement }) => statement.remark ?? []))].join('；') || null,
    pickupPoint: used.findLast(({ statement }) => statement.pickupPoint !== null)?.statement.pickupPoint ?? null,
    doubts: [...tally.doubts],
  };
};

/** Reads the whole text. The newest copy of the list counts; who stands only in an older one is asked about. */
export const readSolitaire = (text: string, known: SolitaireKnown = {}): Solitaire => {
  const { copies, told } = sortLines(text);
  const goods = known.goods ?? goodsOf(copies);
  const newest = copies.at(-1);
  const questions: SolitaireQuestion[] = [];
  const older: number[] = [];
  const ask = (line: ListLine, code: QuestionCode) =>
    void questions.push({ line: line.at, text: `${line.number === null ? '' : `${line.number}. `}${line.text}`, code });
  const nicknames = (known.nicknames ?? []).toSorted((a, b) => b.length - a.length);
  const words = { goodsAt: goodsFinder(goods), nicknames };
  const people = new Map<string, Person>();
  const hasNumbers = copies.some(({ lines }) => lines.some(({ number }) => number !== null));

  const take = (line: ListLine): void => {
    if (line.text.length > longestLine - 10) return ask(line, 'notUnderstood');
    const met = [...people.values()].map(({ nickname }) => nickname).toSorted((a, b) => b.length - a.length);
    const speaks = line.number === null && line.speaker !== null && !met.some((name) => line.text.startsWith(name));
    const statement = speaks ? readFollowUp(line.text, line.speaker, words) : readStatement(line.text, line.number === null ? { ...words, nicknames: [...met, ...nicknames] } : words);
    const key = nicknameKey(statement.nickname);
    const person = people.get(key);
    if (statement.acts.length === 0) return ask(line, line.number === null && hasNumbers ? 'notUnderstood' : 'noOrder');
    if (!/[\p{L}\d\p{Extended_Pictographic}]/u.test(key) || (line.number === null && hasNumbers && !person && !speaks && !nicknames.some((name) => nicknameKey(name) === key))) return ask(line, 'notUnderstood');
    if (!person) return void people.set(key, { nickname: statement.nickname, said: [{ line, statement }] });
    const again = line.number === null || statement.acts[0]!.does !== 'take' ? undefined : person.said.find((one) => one.line.number === line.number);
    if (again) {
      older.push(again.line.at);
      person.said = person.said.filter((one) => one !== again);
    }
    person.said.push({ line, statement });
  };
  newest?.lines.forEach(take);

  for (const line of copies.slice(0, -1).flatMap(({ lines }) => lines)) {
    const { nickname, acts } = readStatement(line.speaker === null || line.number !== null ? line.text : `${line.speaker} ${line.text}`, words);
    const same = [...people.values()].some(({ said }) => said.some(({ line: one }) => one.text === line.text));
    const again = questions.some(({ text: asked, code }) => code === 'olderOnly' && asked.endsWith(line.text));
    if (acts.length === 0 || same || again || people.has(nicknameKey(nickname))) older.push(line.at);
    else ask(line, 'olderOnly');
  }

  const said = [...people.values()].flatMap((person) => person.said);
  const units = learnedUnits(goods, said);
  const entries = [...people.values()].flatMap((person) => entryOf(person, units, ask) ?? []);
  return { goods: goods.map((one) => ({ ...one, unit: one.unit ?? units.get(one.name) ?? null })), entries, questions: questions.toSorted((a, b) => a.line - b.line), told: [...told, ...older].toSorted((a, b) => a - b) };
};

const round = (amount: number): number => Math.round(amount * 1000) / 1000;

/** What the item costs; null without a price, or with one for another measure: a price per 箱 says nothing of 斤. */
export const amountOf = ({ quantity, unit }: SolitaireItem, offer: SolitaireGoods | undefined): number | null =>
  offer === undefined || offer.priceFen === null || unitsDiffer(unit, offer.unit) ? null : Math.round(offer.priceFen * quantity);

/** Whether a list sells what another sold: 红颜草莓 is 草莓 by a longer name, and goods without a name may be any. */
export const sellsTheSame = (sold: readonly string[], goods: readonly SolitaireGoods[]): boolean =>
  sold.some((name) => goods.some((one) => name === unnamedGoods || one.name === unnamedGoods || name.includes(one.name) || one.name.includes(name)));

/** What to buy: one row a product, and a row of its own for another measure. */
export const totalsOf = (entries: readonly Pick<SolitaireEntry, 'items'>[], goods: readonly SolitaireGoods[]): readonly SolitaireTotal[] => {
  const totals = new Map<string, SolitaireTotal>();
  for (const { items } of entries) {
    for (const item of items) {
      const offer = goods.find(({ name }) => name === item.goods);
      const key = `${item.goods}\n${unitsDiffer(item.unit, offer?.unit ?? null) ? item.unit : ''}`;
      const before = totals.get(key);
      totals.set(key, {
        goods: item.goods, spec: offer?.spec ?? null, unit: before?.unit ?? item.unit,
        quantity: round((before?.quantity ?? 0) + item.quantity), people: (before?.people ?? 0) + 1, amountFen: (before?.amountFen ?? 0) + (amountOf(item, offer) ?? 0),
      });
    }
  }
  return [...totals.values()];
};

