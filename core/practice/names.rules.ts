/** Names, nicknames and phones that nobody in particular has: common parts, put together by chance. */
import { between, pick, type Random } from './random.rules.ts';

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单解查仇'];

const given = {
  female: {
    whole: ['秀英', '桂兰', '玉梅', '秀珍', '凤英', '玉兰', '春梅', '桂花', '小燕', '丽', '敏', '静', '艳', '娟', '霞', '丹丹', '婷婷', '晓红', '爱华', '红梅', '翠平', '淑芬', '巧云', '雪莲'],
    first: [...'秀桂玉春凤美丽晓小雪慧雅金翠素爱红梦思佳欣雨'],
    second: [...'英兰梅珍芳花燕敏玲琴霞莲娟平云华萍香红怡琪妍彤'],
  },
  male: {
    whole: ['建国', '建军', '志强', '国庆', '德明', '永贵', '大山', '伟', '强', '军', '勇', '磊', '涛', '鹏', '卫东', '长根', '保国', '红兵', '海波', '新民', '春生', '家旺', '守田', '有福'],
    first: [...'建志国德永大文海新春家守有俊明金天子浩宇晨泽'],
    second: [...'国军强庆明贵山民生旺田福平华林峰辉杰伟涛轩豪'],
  },
} as const;

export function nameOf(random: Random, gender: 'female' | 'male', village: { readonly surnames: readonly string[] }): string {
  const surname = random() < 0.5 ? pick(random, village.surnames) : pick(random, surnames);
  const { whole, first, second } = given[gender];
  return surname + (random() < 0.45 ? pick(random, whole) : pick(random, first) + pick(random, second));
}

/**
 * A mobile number per household, all different. Numbers from 199 0000 0000 on look like mobiles to any check; the round
 * block at the start of a range is not given to customers. Shops of more than 9,000 households need a wider block.
 */
export function phoneOf(household: number, households: number): string {
  const digits = households <= 9000 ? 4 : 6;
  // 7919 is prime to 10, so every household gets another number of the block and neighbours are not in sequence
  return `199${'0'.repeat(8 - digits)}${String((household * 7919) % 10 ** digits).padStart(digits, '0')}`;
}

const moods = ['🌻', '🍀', '🌾', '🐟', '☀️', '🌸', ''];
const phrases = ['幸福一家人', '平安是福', '知足常乐', '随缘', '岁月静好', '一路向前', '花开富贵', '田园风光', '快乐每一天', '老家的味道'];

/** WeChat nickname as 快团团 shows it: with emoji, and shared by strangers. */
export function wechatNameOf(random: Random, name: string): string {
  const kind = random();
  if (kind < 0.35) return name.slice(1) + pick(random, moods);
  if (kind < 0.6) return `${pick(random, phrases)}${pick(random, moods)}`;
  if (kind < 0.8) return `A${name}${between(random, 60, 99)}`;
  return `${name.slice(0, 1)}${pick(random, ['姐', '哥', '嫂', '叔', '老师'])}"${name.slice(-1)}"`;
}

/** Taobao member name; Taobao has each only once. */
export const taobaoNameOf = (random: Random, person: number): string => `${pick(random, ['tb', '果果', '山里人', '小禾', '老实人', 't_'])}${between(random, 10, 99)}${person}`;
