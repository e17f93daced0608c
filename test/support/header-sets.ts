/** Invented tables of tills, label programs, shop systems and hand-made books, with what each of their columns means. */
import type { ColumnMeaning } from '../../core/imports/contract.ts';
import { people } from './variants/sales.ts';

/** Cells of a kind, for columns that mean something and for those that only look so. */
const cells = {
  orderId: (n: number) => `WD20260${n % 9}${100200 + n * 37}`,
  subOrderId: (n: number) => `S20260${n % 9}${100200 + n * 37}`,
  status: (n: number) => ['已完成', '已发货', '待付款', '已取消', '待发货'][n % 5]!,
  afterSale: (n: number) => (n % 6 === 0 ? '退款成功' : ''),
  orderedAt: (n: number) => `2026-04-${String(1 + (n % 28)).padStart(2, '0')} 10:${String(n % 60).padStart(2, '0')}`,
  paidAt: (n: number) => `2026-04-${String(1 + (n % 28)).padStart(2, '0')} 10:${String((n + 3) % 60).padStart(2, '0')}`,
  day: (n: number) => `2026/${4 + (n % 3)}/${1 + (n % 28)}`,
  paid: (n: number) => (28 + n * 7.5).toFixed(2),
  payable: (n: number) => (33 + n * 7.5).toFixed(2),
  refund: (n: number) => (n % 6 === 0 ? '12.00' : '0.00'),
  freight: (n: number) => (n % 4 === 0 ? '6.00' : '0'),
  item: (n: number) => ['土鸡蛋', '红薯粉', '农家腊肉', '干香菇'][n % 4]!,
  spec: (n: number) => ['30枚', '5斤装', '2斤', '250g'][n % 4]!,
  quantity: (n: number) => String(1 + (n % 4)),
  itemAmount: (n: number) => (20 + n * 3).toFixed(2),
  buyerId: (n: number) => people[n % 12]!.account,
  nickname: (n: number) => people[n % 12]!.nickname,
  name: (n: number) => people[n % 12]!.name,
  phone: (n: number) => people[n % 12]!.phone,
  hiddenPhone: (n: number) => `199****00${String(n % 90).padStart(2, '0')}`,
  address: (n: number) => `${people[n % 12]!.area.join('')}${people[n % 12]!.town}${people[n % 12]!.house}`,
  province: (n: number) => people[n % 12]!.area[0],
  city: (n: number) => people[n % 12]!.area[1],
  district: (n: number) => people[n % 12]!.area[2],
  town: (n: number) => people[n % 12]!.town,
  village: (n: number) => people[n % 12]!.village,
  pickupPoint: (n: number) => ['石桥村小卖部', '镇上供销社'][n % 2]!,
  buyerNote: (n: number) => (n % 5 === 0 ? '放门口' : ''),
  sellerNote: (n: number) => (n % 7 === 0 ? '老顾客' : ''),
  closeReason: (n: number) => (n % 5 === 3 ? '不想要了' : ''),
  tags: (n: number) => ['老客', '爱吃辣', ''][n % 3]!,
  note: (n: number) => (n % 4 === 0 ? '喜欢大的' : ''),
  birthday: (n: number) => `19${60 + n}-05-0${1 + (n % 9)}`,
  gender: (n: number) => (n % 2 === 0 ? '女' : '男'),
  running: (n: number) => String(n + 1),
  price: () => '19.90',
  code: (n: number) => `SKU00${n}`,
  parcel: (n: number) => `YT88${100200300 + n}`,
  carrier: () => '圆通快递',
  yes: (n: number) => (n % 3 === 0 ? '是' : '否'),
  staff: () => '小陈',
  shop: () => '石桥乡货铺',
  till: () => '微信支付',
  clock: (n: number) => `10:${String(n % 60).padStart(2, '0')}`,
  table: (n: number) => `${n % 20}号桌`,
  points: (n: number) => String(n * 10),
  percent: () => '5%',
  text: (n: number) => ['好的', '收到', '', '下次再说'][n % 4]!,
} as const;
type Kind = keyof typeof cells;
const meanings: ReadonlySet<string> = new Set<ColumnMeaning>(['orderId', 'subOrderId', 'status', 'afterSale', 'orderedAt', 'paidAt', 'paid', 'payable', 'refund', 'freight', 'item', 'spec', 'quantity', 'itemAmount', 'buyerId', 'name', 'phone', 'address', 'province', 'city', 'district', 'town', 'village', 'pickupPoint', 'buyerNote', 'sellerNote', 'closeReason', 'tags', 'note', 'birthday', 'gender']);

export type HeaderSet = { readonly what: string; readonly sure: boolean; readonly columns: readonly { readonly header: string; readonly meaning: ColumnMeaning | null; readonly kind: Kind }[] };

/** `header=meaning`, `header=meaning/kind of cells`, `header=-/kind of cells` for a column that means nothing to us. */
const set = (what: string, line: string, sure = false): HeaderSet => ({
  what, sure,
  columns: line.split('|').map((part) => {
    const [header = '', said = ''] = part.split('=');
    const [meaning = '', kind = meaning] = said.split('/');
    if (!(kind in cells) || (meaning !== '-' && !meanings.has(meaning))) throw new Error(`${what}: ${part}`);
    return { header, meaning: meaning === '-' ? null : (meaning as ColumnMeaning), kind: kind as Kind };
  }),
});

export const headerSets: readonly HeaderSet[] = [
  // shop systems and delivery services
  set('微店', '订单编号=orderId|订单状态=status|下单时间=orderedAt|付款时间=paidAt|商品名称=item|商品型号=spec|型号编码=-/code|数量=quantity|总价=paid|运费=freight|收件人姓名=name|收件人手机=phone|省=province|市=city|区=district|收货地址=address/town|买家备注=buyerNote', true),
  set('美团外卖', '订单编号=orderId|下单时间=orderedAt|顾客姓名=name|顾客电话=phone/hiddenPhone|商品=item|规格=spec|单价=-/price|份数=quantity|小计=itemAmount|本单顾客实际支付=paid|订单状态=status|门店名称=-/shop', false),
  set('饿了么', '订单号=orderId|下单时间=orderedAt|顾客姓名=name|联系电话=phone/hiddenPhone|配送地址=address|菜品名称=item|数量=quantity|用户实付=paid|配送费=freight|餐盒费=-/price|订单状态=status|骑手电话=-/phone', true),
  set('美团闪购', '外卖单号=orderId|下单时间=orderedAt|商品信息=item|订单原价=payable|顾客实付金额=paid|退款金额=refund|订单状态=status|收货地址=address|手机号=phone/hiddenPhone|备注=sellerNote/note', true),
  set('有赞以前的列', '订单号=orderId|订单状态=status|下单时间=orderedAt|订单实付金额=paid|商品名称=item|商品规格=spec|商品数量=quantity|收货人=name|收货人手机号=phone|收货地址=address|买家留言=buyerNote|商家备注=sellerNote', true),
  set('小鹅通', '订单编号=orderId|交易时间=orderedAt|用户昵称=buyerId/nickname|手机号=phone|商品名称=item|实付金额=paid|交易状态=status', true),
  set('群报数', '序号=-/running|昵称=buyerId/nickname|姓名=name|手机号码=phone|地址=address|商品=item|数量=quantity|总金额=paid|提交时间=orderedAt|备注=sellerNote/note'),
  set('接龙管家', '序号=-/running|接龙人昵称=buyerId/nickname|接龙时间=orderedAt|商品=item|数量=quantity|金额=paid|收货人姓名=name|收货人电话=phone|收货地址=address|自提点=pickupPoint'),
  // tills
  set('银豹', '流水号=orderId|日期=orderedAt|商品名称=item|商品条码=-/code|销售数量=quantity|商品原价=payable|实收金额=paid|会员姓名=name|会员电话=phone|收银员=-/staff|支付方式=-/till', true),
  set('客如云', '订单号=orderId|开单时间=orderedAt|桌号=-/table|菜品名称=item|菜品单价=-/price|销售数量=quantity|折前金额=payable|实收=paid|订单状态=status|收银员=-/staff', true),
  set('哗啦啦', '账单号=orderId|点单时间=orderedAt|结账时间=paidAt|人数=-/running|实收合计=paid|优惠金额=-/price|支付方式=-/till|会员卡号=buyerId'),
  set('二维火', '单号=orderId|开单时间=orderedAt|菜名=item|数量=quantity|单价=-/price|小计=itemAmount|应收金额=payable|实付金额=paid|会员号=buyerId|桌号=-/table', true),
  set('超市收银', '小票号=orderId|销售日期=orderedAt/day|时间=-/clock|商品编码=-/code|商品名称=item|规格=spec|数量=quantity|零售价=-/price|金额=paid|会员编号=buyerId|营业员=-/staff'),
  set('会员导出', '会员卡号=buyerId|会员姓名=name|手机号=phone|性别=gender|生日=birthday|等级=-/text|余额=-/price|积分=-/points|开卡日期=-/day|累计消费金额=-/paid|备注=note'),
  // label programs and ERPs
  set('打单', '订单编号=orderId|店铺名称=-/shop|买家昵称=buyerId/nickname|收件人=name|收件人手机=phone|收件人地址=address|商品名称=item|商品规格=spec|数量=quantity|实付金额=paid|下单时间=orderedAt|快递公司=-/carrier|快递单号=-/parcel|卖家备注=sellerNote|买家留言=buyerNote', true),
  set('聚水潭', '内部订单号=-/code|线上订单号=orderId|店铺=-/shop|买家账号=buyerId|下单时间=orderedAt|付款日期=paidAt|应付金额=payable|已付金额=paid|运费=freight|订单状态=status|收货人=name|手机=phone|省份=province|城市=city|区县=district|地址=address/town|商品名称=item|颜色规格=spec|数量=quantity|快递公司=-/carrier|快递单号=-/parcel'),
  set('旺店通', '订单编号=orderId|原始单号=-/code|店铺=-/shop|订单状态=status|交易时间=orderedAt|付款时间=paidAt|客户网名=buyerId/nickname|收件人=name|手机=phone|省市县=-/district|地址=address|货品总价=payable|邮费=freight|已付=paid|货品名称=item|规格名称=spec|货品数量=quantity|物流单号=-/parcel'),
  set('发货单', '发货日期=-/day|订单号=orderId|收货人=name|电话=phone|收货地址=address|产品=item|数量=quantity|件数=-/running|快递=-/carrier|运单号=-/parcel'),
  set('开单软件', '单据编号=orderId|单据日期=orderedAt/day|客户名称=name|联系电话=phone|货物=item|单位=-/text|数量=quantity|单价=-/price|金额=itemAmount|合计金额=paid|制单人=-/staff|说明=sellerNote/note'),
  set('送货单', '送货单号=orderId|日期=orderedAt/day|客户=name|品名=item|规格型号=spec|数量=quantity|单价=-/price|总价=paid|送货人=-/staff|客户电话=phone'),
  // hand-made books
  set('账本一', '哪天=orderedAt/day|谁买的=name|电话号码(微信同号)=phone|买了啥=item|几件=quantity|多少钱=paid|送哪=address|备注一下=sellerNote/note'),
  set('账本二', '单子号=orderId|日子=orderedAt/day|买主=name|手机=phone|东西=item|几斤=quantity|收了多少=paid|给钱了没=status|欠多少=-/price'),
  set('账本三', '日期=orderedAt/day|姓名=name|联系方式=phone|村=village|品种=item|斤数=quantity|单价=-/price|金额=paid|付款方式=-/till|备注=sellerNote/note'),
  set('账本四', '时间=orderedAt|客户=name|货=item|数量=quantity|总共多少钱=paid|运费=freight|地址=address|电话=phone'),
  set('订货登记', '序号=-/running|订货日期=orderedAt/day|订货人=name|联系电话=phone|订货内容=item|订货数量=quantity|应付=payable|实付=paid|取货地点=pickupPoint|取货时间=-/day|取货码=-/code'),
  set('团购登记', '楼号=-/running|房号=-/running|姓名=name|电话=phone|要的东西=item|份数=quantity|金额=paid|付款时间=paidAt|到哪取=-/pickupPoint'),
  set('微信群统计', '群昵称=buyerId/nickname|真实姓名=name|手机号=phone|要啥=item|要几份=quantity|一共多少钱=paid|什么时候下的单=orderedAt|送到哪里=address|付款情况=status'),
  set('鸡蛋账', '买家=name|哪天买的=orderedAt/day|多少斤=quantity|花了多少钱=paid|住哪=address|电话号=phone'),
  set('老客本', '称呼=name|手机号码=phone|家在哪里=address|生日=birthday|男女=gender|爱吃啥=-/text|标签=tags|说明=note'),
  set('村民名册', '村组=village|户主姓名=name|联系电话=phone|家庭住址=address|出生年月=birthday|性别=gender|备注=note'),
  set('客户登记表', '客户姓名=name|联系方式=phone|微信号=buyerId|所在省=province|城市=city|区县=district|详细地址=address/town|客户类型=tags|来源=-/text|登记日期=-/day|备注=note'),
  set('英文表头', 'Order ID=orderId|Date=orderedAt/day|Customer=name|Phone=phone|Address=address|Product=item|Qty=quantity|Total=paid|Status=status|Remark=sellerNote/note'),
  // columns that mislead
  set('三样钱', '订单编号=orderId|下单时间=orderedAt|商品总价=payable|优惠金额=-/price|订单金额=-/payable|实付=paid|运费=freight|商品名称=item|收货人=name', true),
  set('下单人和收货人', '订单号=orderId|下单时间=orderedAt|下单人=buyerId/nickname|下单人电话=-/phone|收货人=name|收货人电话=phone|收货地址=address|商品=item|实付金额=paid', true),
  set('数量和件数', '订单号=orderId|下单时间=orderedAt|商品名称=item|数量=quantity|总件数=-/running|商品种类数=-/running|单价=-/price|实付金额=paid|姓名=name', true),
  set('许多时间', '订单号=orderId|下单时间=orderedAt|付款时间=paidAt|发货时间=-/day|签收时间=-/day|预计送达时间=-/day|修改时间=-/day|商品=item|实付金额=paid|收件人=name', true),
  set('许多电话', '订单号=orderId|下单时间=orderedAt|门店电话=-/phone|骑手电话=-/phone|收货人电话=phone|收货人=name|发件人=-/staff|发件人电话=-/phone|商品=item|实付金额=paid|收货地址=address|发货地址=-/address', true),
  set('许多单号', '快递单号=-/parcel|支付单号=-/code|退款单号=-/code|订单编号=orderId|商品编号=-/code|下单日期=orderedAt/day|品名=item|实收金额=paid|会员姓名=name', false),
  set('许多名字', '店铺名称=-/shop|商品名称=item|活动名称=-/text|客户姓名=name|业务员=-/staff|快递名称=-/carrier|订单号=orderId|订单日期=orderedAt/day|成交金额=paid', true),
  set('许多地址', '订单号=orderId|下单时间=orderedAt|收货地址=address|发货地址=-/address|退货地址=-/address|自提地址=pickupPoint|收货人=name|金额=paid|商品=item'),
  set('没有单号', '购买日期=orderedAt/day|顾客姓名=name|手机=phone|商品名称=item|件数=quantity|实付金额=paid'),
  set('问卷', '序号=-/running|提交答卷时间=-/day|1、您的姓名=name|2、您的手机号码？=phone|3、您家的详细地址=address|4、您的性别=gender|5、您最想买什么=-/text|6、您的生日：=birthday'),
  set('带星号和单位', '*订单编号(必填)=orderId|*下单日期=orderedAt/day|*商品名称(必填)=item|数量（件）=quantity|实付金额（元）=paid|运费(元)=freight|*收货人(必填)=name|*手机号(必填)=phone|收货地址：=address', true),
  set('什么都不像', '甲=-/text|乙=-/percent|丙=-/yes|丁=-/table'),
];

/** A table of such a set: columns in another order, and one of the user's own beside them. */
export const rowsOf = ({ columns }: HeaderSet, seed: number) => {
  const shuffled = columns.map((column, at) => ({ column, by: (at * 7919 + seed * 104_729) % 1009 })).toSorted((a, b) => a.by - b.by).map(({ column }) => column);
  return { columns: shuffled, rows: [shuffled.map(({ header }) => header), ...Array.from({ length: 16 }, (_, n) => shuffled.map(({ kind }) => cells[kind](n)))] };
};
