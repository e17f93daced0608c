/**
 * A made-up district with known truth: who the people are, and under which names, phones, addresses and accounts each of
 * them turns up in the shop's files. The same seed gives the same people.
 */
import { nameOf, taobaoNameOf, wechatNameOf } from '../../core/practice/names.rules.ts';
import type { Random } from '../../core/practice/random.rules.ts';
import { between, pick, pickWeighted, randomOf } from '../../core/practice/random.rules.ts';
import { region, villages } from '../../core/practice/villages.rules.ts';

export type Place = { readonly town: string; readonly village: string; readonly group: number; readonly house: number };

/** A person as he is. Phones and places from the oldest to today's. */
export type Villager = {
  readonly n: number;
  readonly household: number;
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly phones: readonly string[];
  readonly places: readonly Place[];
  readonly taobao: string;
  readonly jingdong: string;
  readonly nick: string;
  readonly birthday: string;
  readonly likes: readonly string[];
};

export type Source = '淘宝' | '淘宝遮住' | '快团团' | '拼多多' | '京东' | '企业微信' | '通讯录' | '有赞';

/** One appearance of a person in a file. Null is what the file does not say. */
export type Appearance = {
  readonly mark: string;
  readonly villager: number;
  readonly source: Source;
  readonly account: string | null;
  readonly name: string;
  readonly phone: string | null;
  readonly address: string | null;
  readonly birthday: string | null;
  readonly days: readonly string[];
  readonly goods: readonly string[];
};

const goods = ['土鸡蛋', '红薯粉条', '菜籽油', '黑猪肉', '土蜂蜜', '腊肉', '芝麻油', '新米', '花生', '豆腐乳', '干香菇', '板栗', '绿豆', '辣椒酱', '茶叶', '草莓', '西瓜', '莲藕', '鲜鱼', '土鸡', '艾草糕', '挂面', '红枣', '核桃', '冬笋', '甜玉米'];

/** Same sound or same look, as a hurried hand or an input method writes them. */
const slips: readonly string[] = [
  '英瑛莹', '芳方芬', '华花', '兰蓝三', '玲铃伶', '丽莉', '军君', '伟炜', '明鸣名', '建健', '秀绣', '梅玫悔', '珍真珠', '燕艳', '红虹', '玉裕', '桂贵', '春椿', '志智', '平萍', '云芸', '晓小', '佳家', '新欣', '林琳', '峰锋',
  '杰洁', '辉晖', '文雯', '永勇', '福富', '生声', '凤风', '张章', '陈程', '杨扬', '周邹', '徐许', '吴伍', '黄王', '何河', '罗骆', '雪学', '国囯', '涛滔', '强墙', '庆亲', '德得', '金全', '田由', '彤童', '静净', '敏民',
];
const older: Readonly<Record<string, string>> = {
  国: '國', 华: '華', 丽: '麗', 兰: '蘭', 凤: '鳳', 云: '雲', 军: '軍', 伟: '偉', 张: '張', 刘: '劉', 陈: '陳', 杨: '楊', 爱: '愛', 红: '紅', 贵: '貴', 艳: '艷', 马: '馬', 吴: '吳', 赵: '趙', 孙: '孫', 黄: '黃', 峰: '峯', 胜: '勝', 强: '強',
};

const county = `${region.province}${region.city}${region.district}`;
const phoneOf = (n: number): string => `1${['39', '38', '59', '87', '99'][n % 5]}${String((n * 7_368_787 + 10_000_019) % 100_000_000).padStart(8, '0')}`;

const people = (random: Random, count: number): Villager[] => {
  const all: Villager[] = [];
  const namesOf = new Map<string, Set<string>>();
  const housesOf = new Map<string, number>();
  /** Every household has a house of its own, thirty to a group. */
  const houseIn = ({ town, village }: { readonly town: string; readonly village: string }): Place => {
    const built = housesOf.get(village) ?? 0;
    housesOf.set(village, built + 1);
    return { town, village, group: Math.floor(built / 30) + 1, house: (built % 30) * 3 + between(random, 1, 3) };
  };
  let household = 0;
  let phones = 0;
  while (all.length < count) {
    const village = pickWeighted(random, villages.map((item) => ({ weight: item.weight, item })));
    const place = houseIn(village);
    const taken = namesOf.get(village.village) ?? new Set<string>();
    namesOf.set(village.village, taken);
    const shared = phoneOf((phones += 1));
    const members = between(random, 1, 4);
    let father = '';
    for (let member = 0; member < members && all.length < count; member += 1) {
      const gender = member === 0 || (member > 1 && random() < 0.5) ? 'male' : 'female';
      let drawn = nameOf(random, gender, village);
      for (let tries = 0; tries < 5 && taken.has(drawn); tries += 1) drawn = nameOf(random, gender, village);
      // Children bear the father's surname, brothers a character in common.
      const own = member === 0 || member === 1 ? drawn : father.slice(0, 1) + (father.length > 2 && random() < 0.3 ? father[1]! : drawn.slice(1, 2)) + drawn.slice(2);
      // One in 25 has a namesake, half of them in the same village.
      const namesake = taken.size > 5 && random() < 0.04 ? (random() < 0.5 ? pick(random, [...taken]) : pick(random, all).name) : own;
      const name = member > 0 && namesake === father ? drawn : namesake;
      if (member === 0) father = name;
      taken.add(name);
      const first = member > 0 && random() < 0.3 ? shared : member === 0 ? shared : phoneOf((phones += 1));
      const mover = random() < 0.05 ? pick(random, villages) : null;
      const n = all.length;
      all.push({
        n, household, name, gender,
        phones: random() < 0.15 ? [first, phoneOf((phones += 1))] : [first],
        places: mover ? [place, houseIn(mover)] : [place],
        taobao: taobaoNameOf(random, n), jingdong: `jd_${(n * 7919) % 1_000_003}`, nick: wechatNameOf(random, name),
        birthday: `${between(random, 1940, 2004)}-${String(between(random, 1, 12)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`,
        likes: Array.from({ length: 5 }, () => pick(random, goods)),
      });
    }
    household += 1;
  }
  return all;
};

const replaced = (name: string, at: number, character: string): string => [...name].map((old, place) => (place === at ? character : old)).join('');

const writtenName = (random: Random, { name, gender }: Villager, source: Source): string => {
  const spoken = source === '通讯录' || source === '企业微信' ? 0.2 : source === '快团团' ? 0.03 : 0;
  const chance = random();
  if (chance < spoken) {
    const given = name.slice(1);
    const titles = gender === 'female' ? ['婶', '姐', '嫂子', '阿姨'] : ['叔', '哥', '师傅', '老板'];
    return pick(random, [`${name[0]}${pick(random, titles)}`, `${given}${pick(random, titles)}`, given.length === 1 ? `小${given}` : `老${name[0]}`]);
  }
  const places = [...name].keys();
  if (chance < spoken + 0.03) {
    const slip = [...places].filter((at) => slips.some((row) => row.includes(name[at]!)));
    if (slip.length === 0) return name;
    const at = pick(random, slip);
    return replaced(name, at, pick(random, [...slips.find((row) => row.includes(name[at]!))!].filter((character) => character !== name[at])));
  }
  if (chance < spoken + 0.05) {
    const at = [...places].find((place) => older[name[place]!] !== undefined);
    return at === undefined ? name : replaced(name, at, older[name[at]!]!);
  }
  if (chance < spoken + 0.06 && source === '通讯录') return `${name}(老客)`;
  return name;
};

const writtenPhone = (random: Random, { phones }: Villager, family: readonly Villager[]): string => {
  const own = phones.length > 1 && random() < 0.4 ? phones[0]! : phones.at(-1)!;
  const chance = random();
  if (chance < 0.012) return replaced(own, between(random, 3, 10), String(between(random, 0, 9)));
  return chance < 0.04 ? pick(random, family).phones[0]! : own;
};

const writtenAddress = (random: Random, { places }: Villager): string | null => {
  const { town, village, group, house } = places.length > 1 && random() < 0.5 ? places[0]! : places.at(-1)!;
  const chance = random();
  const chinese = [...'零一二三四五六七八九十'];
  if (chance < 0.1) return null;
  if (chance < 0.3) return `${county}${town}${village}`;
  if (chance < 0.4 && group <= 10) return `${county}${town}${village}${chinese[group]}组${house}号`;
  if (chance < 0.5) return `${region.province} ${region.city} ${region.district} ${town}${village}第${group}组 ${house}号`;
  return `${county}${town}${village}${group}组${house}号`;
};

const sources: readonly { readonly weight: number; readonly item: Source }[] = [
  { weight: 20, item: '淘宝' }, { weight: 12, item: '淘宝遮住' }, { weight: 28, item: '快团团' }, { weight: 12, item: '拼多多' },
  { weight: 8, item: '京东' }, { weight: 8, item: '企业微信' }, { weight: 8, item: '通讯录' }, { weight: 4, item: '有赞' },
];
const masked = new Set<Source>(['淘宝遮住']);
const withoutPhone = new Set<Source>(['淘宝遮住', '京东']);
const listsOfPeople = new Set<Source>(['企业微信', '通讯录', '有赞']);

const accountOf = (random: Random, { taobao, jingdong, nick }: Villager, source: Source): string | null => {
  if (source === '淘宝' || source === '淘宝遮住') return taobao;
  if (source === '京东') return jingdong;
  return source === '快团团' ? (random() < 0.1 ? `${nick}新号` : nick) : null;
};

export const villageOf = (seed: number, count: number, appearances: number): { readonly villagers: readonly Villager[]; readonly appearances: readonly Appearance[] } => {
  const random = randomOf(seed);
  const villagers = people(random, count);
  const families = new Map<number, Villager[]>();
  for (const villager of villagers) families.set(villager.household, [...(families.get(villager.household) ?? []), villager]);
  /** whose Taobao account some file shows with its name */
  const shown = new Set<number>();
  const all = Array.from({ length: appearances }, (_, index): Appearance => {
    // Everybody appears once; good customers appear again and again.
    const villager = index < count ? villagers[index]! : villagers[Math.floor(random() ** 1.4 * count)]!;
    const drawn = pickWeighted(random, sources);
    // The masked files are the younger ones: most accounts stood in an older file under their names.
    const source = drawn === '淘宝遮住' && !shown.has(villager.n) && random() < 0.8 ? '淘宝' : drawn;
    if (source === '淘宝') shown.add(villager.n);
    const wantsBirthday = random() < 0.3 && (source === '通讯录' || source === '有赞');
    const day = () => `20${between(random, 23, 25)}-${String(between(random, 1, 12)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`;
    return {
      mark: `m${index}`, villager: villager.n, source,
      account: accountOf(random, villager, source),
      name: masked.has(source) ? `${villager.name[0]}**` : source === '企业微信' && random() < 0.15 ? villager.nick : writtenName(random, villager, source),
      phone: withoutPhone.has(source) ? null : source === '企业微信' && random() < 0.3 ? null : writtenPhone(random, villager, families.get(villager.household)!),
      address: masked.has(source) ? null : source === '通讯录' || source === '有赞' ? null : writtenAddress(random, villager),
      birthday: wantsBirthday ? villager.birthday : null,
      days: listsOfPeople.has(source) ? [] : Array.from({ length: between(random, 1, 3) }, day),
      goods: [pick(random, villager.likes), pick(random, villager.likes)],
    };
  });
  return { villagers, appearances: all };
};
