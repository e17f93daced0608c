/** A Chinese address → province, city, district, the rest, and the village that a rural shop delivers by. */

export type AddressParts = {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  readonly address: string | null;
  readonly village: string | null;
};

const municipalities = ['北京', '天津', '上海', '重庆'];
const regions = ['内蒙古', '广西', '西藏', '宁夏', '新疆'];
const provinces = [
  '河北', '山西', '辽宁', '吉林', '黑龙江', '江苏', '浙江', '安徽', '福建', '江西', '山东', '河南', '湖北', '湖南', '广东', '海南',
  '四川', '贵州', '云南', '陕西', '甘肃', '青海', '台湾',
];

const provinceIn = new RegExp(
  `^(?:(${municipalities.join('|')})市?|(${regions.join('|')})(?:壮族|回族|维吾尔)?(?:自治区)?|(${provinces.join('|')})省?|(香港|澳门)(?:特别行政区)?)`,
);
const cityIn = /^([^\s省市县区]{2,10}?(?:自治州|地区|盟|市))/;
/** Not 社区 or 小区, and never across a town; 沙市区 and 津市市 carry a 市 of their own. */
const districtIn = /^(?:沙市区|津市市|[^\s省市县区镇乡路街号]{1,10}?(?:自治县|自治旗|县|(?<![社小校景厂])区|旗|市))/;

const cut = (text: string): string => text.replace(/^[\s\u3000,，·-]+/, '');

/** Masked or encrypted addresses tell nothing. A few stars behind a readable district do not spoil the district. */
const readable = (text: string): boolean => !/^(?:##|\$\$|~)/.test(text) && !/^[*\s]+$/.test(text);

const townIn = /^[^\s号\d]{1,8}?(?:街道办事处|街道|镇|苏木|民族乡|乡)(?!村|[路街])/;
/** 村, 社区, 嘎查 are villages wherever they stand; not in 中关村大街 or 新村路. */
const villageIn = /([^\d\s\-、,，（(）)#号栋弄室]{1,10}?)(村民委员会|村委会|社区居委会|社区|嘎查|村)(?!大?[街路道]|[镇乡])/;
/** 屯, 庄, 沟 … also end names of housing estates: only when groups, teams or house numbers follow. */
const hamletIn = /^([^\d\s\-、,，（(）)#路街号栋弄室]{1,6}?(?:屯|庄|寨|坞|沟|湾|坪|屋场))(?=\s*$|[\d一二三四五六七八九十东西南北上下]+\s*[组队社号户])/;

/** The village or community named in the part after the district; null when there is none. */
export const villageOf = (detail: string | null): string | null => {
  if (detail === null) return null;
  const rest = cut(cut(detail).replace(townIn, ''));
  const [, name, kind] = villageIn.exec(rest) ?? [];
  if (name === undefined || kind === undefined) return hamletIn.exec(rest)?.[1] ?? null;
  const bare = name.replace(/^.{2,}?(?:路|街|大道|巷)(?=.{2,})/, '');
  return `${bare}${kind.startsWith('村') ? '村' : kind.replace('居委会', '')}`;
};

/** Splits a whole address. Parts that are missing stay null; nothing of the text is lost. */
export const addressOf = (whole: string | null): AddressParts => {
  const nothing: AddressParts = { province: null, city: null, district: null, address: null, village: null };
  if (whole === null || !readable(whole)) return nothing;
  let rest = cut(whole.replace(/^(?:中国|中华人民共和国)/, ''));
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest);
    if (!match) return null;
    rest = cut(rest.slice(match[0].length));
    return match[0].trim();
  };
  const start = provinceIn.exec(rest);
  let province: string | null = null;
  let city: string | null = null;
  if (start) {
    rest = cut(rest.slice(start[0].length));
    const [, municipality, region, plain] = start;
    if (municipality) {
      province = `${municipality}市`;
      city = `${municipality}市`;
      // 北京市 北京市 朝阳区, 北京 市辖区 朝阳区
      take(new RegExp(`^(?:${municipality}市?|市)(?=[\\s\\u4e00-\\u9fff])`));
    } else province = region ? start[0].trim() : plain ? `${plain}省` : start[0].trim();
  }
  city ??= take(cityIn);
  take(/^市辖区/);
  const district = take(districtIn);
  // Stars hide the house, and what follows them is no address any more.
  const [shown = ''] = rest.split('**');
  const hidden = shown !== rest;
  const address = shown.trim() === '' || (hidden && province === null && city === null && district === null) ? null : shown.trim();
  return { province, city, district, address, village: villageOf(address) };
};
