/** What really happened in an invented shop: the truth that every platform's file then tells in its own way. */

export type Person = {
  readonly account: string;
  readonly nickname: string;
  readonly name: string;
  readonly phone: string;
  /** province, city, district as the platforms write them */
  readonly area: readonly [province: string, city: string, district: string];
  readonly town: string;
  readonly house: string;
  readonly village: string;
  /** the platform hides name, phone and house where it hides such things at all */
  readonly masked: boolean;
};

/** `partly` was a purchase of which some money went back. */
export type Fate = 'completed' | 'shipped' | 'paid' | 'pending' | 'cancelled' | 'refunded' | 'partly';

export type Goods = { readonly name: string; readonly spec: string; readonly quantity: number; readonly amountFen: number; readonly back: boolean };

export type Sale = {
  readonly n: number;
  readonly person: Person;
  readonly fate: Fate;
  readonly goods: readonly Goods[];
  readonly freightFen: number;
  readonly totalFen: number;
  readonly refundFen: number;
  /** `2026-03-01 08:00:10`, shop time */
  readonly orderedAt: string;
  /** null when nobody paid */
  readonly paidAt: string | null;
  readonly buyerNote: string;
  readonly sellerNote: string;
};

const person = (account: string, nickname: string, name: string, phone: string, area: Person['area'], town: string, house: string, village: string, masked = false): Person => ({ account, nickname, name, phone, area, town, house, village, masked });

const guangshan = ['河南省', '信阳市', '光山县'] as const;
export const people: readonly Person[] = [
  person('guiying88', '石榴🍉', '王桂英', '19900000001', guangshan, '文殊乡', '石桥村3组', '石桥村'),
  // a husband and wife with one phone
  person('jianguo_w', '一路向前', '王建国', '19900000001', guangshan, '文殊乡', '石桥村3组', '石桥村'),
  // two who have the same name
  person('lixiang_a', '小李', '李想', '19900000002', ['四川省', '德阳市', '中江县'], '仓山镇', '响滩村8组12号', '响滩村'),
  person('lixiang_b', '想想', '李想', '19900000003', ['浙江省', '杭州市', '西湖区'], '蒋村街道', '文一西路588号', ''),
  person('tb998877', '平安是福', '陈秀兰', '19900000004', ['北京市', '北京市', '朝阳区'], '望京街道', '阜通东大街6号院3号楼', ''),
  person('wulan2020', '草原的风', '乌兰其其格', '19900000005', ['内蒙古自治区', '锡林郭勒盟', '东乌珠穆沁旗'], '乌里雅斯太镇', '宝拉格社区', '宝拉格社区'),
  person('zhou_88', '花开富贵', '周建军', '19900000006', ['湖北省', '武汉市', '洪山区'], '珞南街道', '珞喻路1号', ''),
  person('ouyang', '随缘', '欧阳明月', '19900000007', ['广东省', '广州市', '天河区'], '石牌街道', '天河路208号', ''),
  person('sun_home', '孙家大院', '孙卫东', '19900000008', ['山东省', '潍坊市', '寿光市'], '洛城街道', '东斟灌村', '东斟灌村'),
  person('laolin66', '老林头', '林海波', '19900000009', ['福建省', '宁德市', '福鼎市'], '太姥山镇', '方家山村', '方家山村'),
  person('he_xue', '雪莲', '何雪莲', '19900000010', ['新疆维吾尔自治区', '伊犁哈萨克自治州', '特克斯县'], '齐勒乌泽克镇', '阔布村', '阔布村'),
  person('feng_99', '知足常乐', '冯玉梅', '19900000011', ['重庆市', '重庆市', '奉节县'], '安坪镇', '三沱村1社', '三沱村'),
  person('mask_one', '岁月静好', '许春梅', '19900000012', guangshan, '文殊乡', '东岳村1组', '东岳村', true),
  person('mask_two', '老家的味道', '许春生', '19900000013', guangshan, '文殊乡', '东岳村2组', '东岳村', true),
];

const catalogue = [
  ['散养土鸡蛋', '30枚', 3980], ['手工红薯粉', '5斤装', 2650], ['农家腊肉', '2斤（后腿）', 9900], ['干香菇', '250g', 3505],
  ['菜籽油', '5L', 8990], ['高山小米', '10斤', 5999], ['现摘蓝莓+礼盒', '4盒', 7880],
] as const;
const fates: readonly Fate[] = ['completed', 'completed', 'shipped', 'completed', 'pending', 'refunded', 'completed', 'cancelled', 'paid', 'partly', 'completed', 'shipped'];
const buyerNotes = ['', '', '放门口就行', '', '鸡蛋别压着，谢谢', ''];
const sellerNotes = ['', '老顾客', '', '', '', '已电话联系'];

const two = (value: number): string => String(value).padStart(2, '0');

const saleOf = (n: number, most: number): Sale => {
  const fate = fates[n % fates.length]!;
  const kinds = Math.min(most, n % 9 === 5 ? 3 : n % 4 === 1 ? 2 : 1);
  const bare = Array.from({ length: kinds }, (_, at) => {
    const [name, spec, unitFen] = catalogue[(n * 3 + at * 2) % catalogue.length]!;
    const quantity = 1 + ((n + at) % 3);
    return { name, spec, quantity, amountFen: unitFen * quantity };
  });
  const freightFen = n % 5 === 0 ? 600 : 0;
  const totalFen = bare.reduce((sum, { amountFen }) => sum + amountFen, freightFen);
  const last = bare.at(-1)!;
  const refundFen = fate === 'refunded' ? totalFen : fate === 'partly' ? (kinds > 1 ? last.amountFen : Math.round(totalFen * 0.3)) : 0;
  const day = `2026-0${3 + (n % 3)}-${two(1 + ((n * 5) % 28))}`;
  return {
    n,
    person: people[(n * 5) % people.length]!,
    fate,
    goods: bare.map((each) => ({ ...each, back: fate === 'refunded' || (fate === 'partly' && kinds > 1 && each === last) })),
    freightFen,
    totalFen,
    refundFen,
    orderedAt: `${day} ${two(8 + (n % 12))}:${two(n)}:1${n % 10}`,
    paidAt: fate === 'pending' || fate === 'cancelled' ? null : `${day} ${two(8 + (n % 12))}:${two(n + 1)}:2${n % 10}`,
    buyerNote: buyerNotes[n % buyerNotes.length]!,
    sellerNote: sellerNotes[n % sellerNotes.length]!,
  };
};

/** Forty sales; `most` kinds of goods in one of them, because some platforms know only one. */
export const salesOf = (most = 3): readonly Sale[] => Array.from({ length: 40 }, (_, n) => saleOf(n, most));

export const yuan = (fen: number): string => (fen / 100).toFixed(2);
export const isPaid = ({ fate }: Sale): boolean => fate !== 'pending' && fate !== 'cancelled';
/** Digits that make an order number believable and different for each sale. */
export const digits = (sale: Sale, length: number): string => `3${'0123456789012345678901'.slice(0, length - 5)}${String(1001 + sale.n * 7).padStart(4, '0')}`;
