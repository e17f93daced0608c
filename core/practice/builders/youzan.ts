import { csvText, rowFor, type CellsByHeader } from './csv-text.ts';

const orderHeaders =
  '订单号|销售渠道|归属店铺|订单类型|订单状态|推广方式|订单来源|订单创建时间|买家付款时间|交易成功时间|付款方式|支付流水号|商品金额合计|运费|店铺优惠合计|应收订单金额|订单实付金额|支付优惠合计|订单实收金额|订单抵用积分数|店铺优惠方式|支付优惠方式|全部商品名称|商品种类数|订单配送方式|同城送达时间/提货时间|收货人省份|收货人城市|收货人地区|详细收货地址/提货地址|收货人/提货人|收货人手机号/提货人手机号|买家备注|订单星级|买家昵称|买家是否会员|买家手机号|下单网点|收银员|分销员|销售导购|专属导购|订单退款状态|订单已退款金额|商家订单备注|桌号|挂账主体|挂账手机号|团长订单|订单风险标签|分销员|分销员手机号|分销员所属店铺|分销员所属团队|分销员所属分组|分销员等级|订单佣金类型|订单佣金金额|订单下级卖货提成类型|订单下级卖货提成金额'.split('|');
const customerHeaders =
  '客户姓名|客户昵称|客户手机号|客户生日|客户性别|标签|是否会员|成长值|免费等级|付费等级|权益卡|客户积分|客户储值余额|消费次数|消费金额|累计退款金额|累计退款订单数|笔单价|上次消费时间|分销员|导购员|企微好友|来源渠道|来源方式|成为客户时间|成为会员时间|成为会员店铺|公众号|公众号关注时间|最近浏览时间|微信地域|所属区域|指定时间消费次数|指定时间消费金额|'.split('|');

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** 有赞 writes a blank or —— where there is nothing. */
const spaced = (cells: CellsByHeader): CellsByHeader => ({ 订单星级: ' ', 订单风险标签: '——', ...cells });

/** The 60 columns of orders: UTF-8 without a mark, 分销员 twice. */
export const youzanCsv = (rows: readonly CellsByHeader[]): Uint8Array => utf8(csvText([orderHeaders, ...rows.map((row) => rowFor(orderHeaders, spaced(row)))]));

/** The list of customers: the header ends with a comma, the rows are two cells shorter. */
export const youzanCustomersCsv = (rows: readonly CellsByHeader[]): Uint8Array => utf8(csvText([customerHeaders, ...rows.map((row) => rowFor(customerHeaders, row).slice(0, 33))]));
