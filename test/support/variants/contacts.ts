/** Lists of people: 有赞 customers, 企业微信, a phone's contacts, 问卷星. */
import type { Person } from './sales.ts';
import { people } from './sales.ts';
import type { Cells, ToldPerson, Variant } from './variant.ts';
import { tableOf } from './variant.ts';

/** Ten invented families of the same villages, so that the lists are as long as the order files. */
const villagers: readonly Person[] = [...people, ...people.map((person, at) => ({ ...person, name: `${person.name.slice(0, 1)}${'福禄寿喜康宁安泰和顺春夏秋冬'[at]}`, nickname: `${person.nickname}二`, phone: `199000001${String(at).padStart(2, '0')}` })), ...people.slice(0, 4).map((person, at) => ({ ...person, name: `${person.name.slice(0, 1)}小${'梅兰竹菊'[at]}`, nickname: `${person.nickname}三`, phone: `199000002${String(at).padStart(2, '0')}` }))];

const told = (person: Person, address: ToldPerson['address'], more: Partial<ToldPerson> = {}): ToldPerson => ({ who: `${person.name}${person.phone}`, name: person.name, phones: [person.phone], address, ...more });

const youzanCustomers: Variant = {
  id: 'yz-2026-customers', platform: '有赞客户', forms: ['utf8', 'gbk', 'excel'], fileName: '客户导出',
  // Rows are shorter than the header, which ends with a blank cell.
  sheets: [{ name: '客户', rows: tableOf('yz-2026-customers', villagers.map((person, at): Cells => ({
    客户姓名: person.name, 客户昵称: person.nickname, 客户手机号: person.phone, 客户生日: at % 3 === 0 ? '1980-05-0' + String(1 + (at % 9)) : ' ', 客户性别: at % 2 === 0 ? '女' : '男', 标签: at % 4 === 0 ? '老客,爱吃辣' : ' ', 是否会员: '否', 成长值: '10', 客户储值余额: '0.00', 消费次数: '3', 消费金额: '99.00', 成为客户时间: '2025-01-01 10:00:00', 所属区域: '——',
  }))).map((row, at) => (at === 0 ? row : row.slice(0, 33))) }],
  orders: [], people: villagers.map((person, at) => told(person, null, { tags: at % 4 === 0 ? ['老客', '爱吃辣'] : [] })),
};

/** Two colleagues know the same people. */
const wecom: Variant = {
  id: 'wecom-customers', platform: '企业微信', forms: ['shared', 'excel'], fileName: '客户列表',
  sheets: [{ name: '客户', rows: tableOf('wecom-customers', ['店长', '小陈'].flatMap((staff, colleague) => villagers.filter((_, at) => colleague === 0 || at % 3 === 0).map((person, at): Cells => ({
    客户名称: person.name, 描述: at % 5 === 0 ? '爱买鸡蛋' : '', 添加人: staff, 添加人账号: `staff${colleague}`, 添加人所属部门: '门店', 添加时间: '2026-01-02 10:00:00', 来源: '扫描二维码', 手机: person.phone, 地址: `${person.area.join('')}${person.town}${person.house}`, '标签组1(学员等级)': colleague === 0 ? '老客' : '群友', '标签组2(来源)': '',
  })))) }],
  orders: [],
  people: villagers.map((person, at) => told(person, [...person.area, person.village || null, `${person.town}${person.house}`], { tags: at % 3 === 0 ? ['老客', '群友'] : ['老客'] })),
};

const quoted = (text: string): string => [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
/** Soft line breaks, as a phone folds long values. */
const folded = (line: string): string => {
  const value = line.indexOf(':') + 1;
  return line.slice(0, value) + (line.slice(value).match(/(?:=[0-9A-F]{2}|;){1,12}/g) ?? []).join('=\r\n');
};

const contacts: Variant = {
  id: 'vcard21-android', platform: '手机通讯录', forms: [], fileName: '联系人', sheets: [],
  bytes: {
    form: 'vcf 2.1', extension: 'vcf',
    write: () => new TextEncoder().encode(villagers.map((person, at) => [
      'BEGIN:VCARD', 'VERSION:2.1',
      folded(`N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${at % 2 === 0 ? `${quoted(person.name.slice(0, 1))};${quoted(person.name.slice(1))}` : `;${quoted(person.name)}`};;;`),
      folded(`FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted(person.name)}`),
      `TEL;CELL:${at % 3 === 0 ? `+86 ${person.phone.slice(0, 3)} ${person.phone.slice(3, 7)} ${person.phone.slice(7)}` : person.phone}`,
      'END:VCARD', '',
    ].join('\r\n')).join('')),
  },
  orders: [], people: villagers.map((person) => told(person, null)),
};

/** A questionnaire that asks for name and phone: the questions say what the columns are. */
const questionnaire: Variant = {
  id: 'wjx-classic', platform: '问卷星', forms: ['shared', 'biff', 'gbk'], fileName: '9912345_按文本_农产品问卷', asks: true,
  sheets: [{ name: 'Sheet1', rows: tableOf('wjx-classic', villagers.map((person, at): Cells => ({
    序号: String(at + 1), 提交答卷时间: `2026/06/0${1 + (at % 7)} 12:00:0${at % 10}`, 所用时间: `${60 + at}秒`, 来源: '微信', 来源详情: 'N/A', 来自IP: `10.0.0.${at}(河南-信阳)`, '1、您的姓名': person.name, '2、您的手机号码': person.phone, '3、您购买过哪些农产品？': '土鸡蛋┋红薯粉',
  }))) }],
  orders: [], people: villagers.map((person) => told(person, null)),
};

export const contactVariants: readonly Variant[] = [youzanCustomers, questionnaire, wecom, contacts];
