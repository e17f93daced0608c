/** Names as people write and say them: 王桂英, 陳麗華, 王婶, 老王, 桂英姐, A王桂英88. Pure. */
import { simplified } from './characters.rules.ts';

/** `given` and `surname` are what the form of address says of the full name; null where it does not. */
export type SpokenName = { readonly surname: string | null; readonly given: string | null; readonly gender: 'female' | 'male' | null };

export type NameParts = {
  /** as it is compared: half-width, lower case, without blanks and remarks; null when it is no name but a form of address or nothing */
  readonly full: string | null;
  /** `full` in today's characters */
  readonly simple: string | null;
  readonly spoken: SpokenName | null;
};

const nobody: NameParts = { full: null, simple: null, spoken: null };

const compound = new Set(['欧阳', '司马', '诸葛', '上官', '尉迟', '皇甫', '令狐', '公孙', '慕容', '夏侯', '端木', '东方', '司徒', '长孙', '宇文', '万俟']);
const single = new Set(
  [...('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵' +
    '覃武钱戴严莫孔向常汤赖洪康齐葛阎牛温俞樊施伍乔翁季颜倪聂章梅庄柴裴凌霍申鲁岳单解查仇盖翟辛耿卞路娄屈鲍司简关焦巴左柳甘祝包宁尚符舒阮柯纪童滕毕苗谷盛鄢靳欧冉')],
);

/** 王桂英 → 王, 欧阳海 → 欧阳. */
export const surnameOf = (name: string): string => (compound.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1));
const isSurname = (text: string): boolean => single.has(text) || compound.has(text);

const female = '大婶|婶子|婶娘|婶|大嫂|嫂子|嫂|大姐|姐|大妈|大娘|阿姨|姨|奶奶|女士|小姐|老板娘';
const male = '大哥|哥|大叔|叔|大伯|伯伯|伯|大爷|爷爷|先生';
const either = '老师|师傅|老板|总|主任|书记|村长|会计|医生|大夫|经理|同志';
const addressed = new RegExp(`^(\\p{Script=Han}{1,3}?)(?:(${female})|(${male})|(?:${either}))$`, 'u');
/** 王桂英家, 小宝妈 name the person by somebody else. */
const somebodyElse = /^\p{Script=Han}+(?:家|妈|爸|妈妈|爸爸|媳妇|老公|老婆)$/u;
const familiar = /^[小老阿](\p{Script=Han})$/u;

const spokenOf = (stem: string, gender: SpokenName['gender']): SpokenName =>
  isSurname(stem) ? { surname: stem, given: null, gender } : { surname: null, given: stem, gender };

/** Remarks that a phone book carries: 王桂英(石桥), 石桥村王桂英. */
const withoutRemarks = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[([【{<].*?[)\]】}>]/gu, '').replace(/\s/gu, '').replace(/^\p{Script=Han}{2,5}[村屯组队](?=\p{Script=Han}{2,4}$)/u, '');

export const namePartsOf = (name: string): NameParts => {
  const text = withoutRemarks(name);
  const simple = simplified(text);
  if (simple === '' || simple.includes('*') || /^\d+$/.test(simple) || somebodyElse.test(simple)) return nobody;
  const [, short] = familiar.exec(simple) ?? [];
  if (short !== undefined) return { ...nobody, spoken: spokenOf(short, null) };
  const [, stem, woman, man] = addressed.exec(simple) ?? [];
  const gender = woman ? 'female' : man ? 'male' : null;
  if (stem !== undefined && (stem.length === 1 || isSurname(stem) || !isSurname(surnameOf(stem)))) return { ...nobody, spoken: spokenOf(stem, gender) };
  return { full: stem ?? text, simple: stem ?? simple, spoken: null };
};

/** 王桂英, 欧阳铁柱, 阿依古丽·买买提, Anna — and not A王桂英88, 幸福一家人 or 知足常乐. */
export const looksLikeName = (simple: string): boolean => {
  if (!/^\p{Script=Han}+$/u.test(simple)) return /^[\p{L}·.]+$/u.test(simple) && !/\p{Script=Han}.*[a-z]|[a-z].*\p{Script=Han}/u.test(simple);
  const surname = surnameOf(simple);
  return simple.length <= 3 || (isSurname(surname) && simple.length <= surname.length + 2);
};

/** The name that a nickname spells, A王桂英88 → 王桂英; null when it does not begin like one: 知足常乐 names nobody. */
export const nameInNick = (nick: string): string | null => {
  const [, text = ''] = /^\P{Script=Han}*(\p{Script=Han}{2,4})\P{Script=Han}*$/u.exec(nick) ?? [];
  const { simple } = namePartsOf(text);
  return simple !== null && isSurname(surnameOf(simple)) && simple.length > surnameOf(simple).length && simple.length <= surnameOf(simple).length + 2 ? simple : null;
};

/** Sounds that many villages do not tell apart: zh/z, ch/c, sh/s, n/l, f/h, -ng/-n. */
export const blurred = (reading: string): string =>
  reading.replace(/zh/g, 'z').replace(/ch/g, 'c').replace(/sh/g, 's').replace(/ng/g, 'n').replace(/l/g, 'n').replace(/hu(?=[aeio])/g, 'f');

/** One character is another, missing or too many, and at least two are the same. */
export const oneCharacterDiffers = (a: string, b: string): boolean => {
  const [long, short] = a.length >= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (short.length < 2 || long.length - short.length > 1) return false;
  if (long.length > short.length) return long.some((_, gap) => long.filter((_, at) => at !== gap).join('') === short.join(''));
  return short.length > 2 && long.filter((character, at) => character !== short[at]).length === 1;
};

/** What 王婶 says of 王桂英: `same` fits, `other` does not, null when it says nothing of it. */
export const fits = (spoken: SpokenName, simple: string): 'given' | 'surname' | 'other' => {
  const surname = surnameOf(simple);
  if (spoken.given !== null) return simple.length > spoken.given.length && simple.endsWith(spoken.given) ? 'given' : 'other';
  return spoken.surname === surname ? 'surname' : 'other';
};

/** A nickname as it is compared: without signs, emoji and blanks; null when hardly anything is left. */
export const nickOf = (value: string): string | null => {
  const text = value.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return text.length < 2 || /^\d{1,4}$/.test(text) ? null : text;
};
