/** The columns of our own exports. The exporter writes them, the importer reads them: one list, so that nothing is lost between. */

export const ownPlatform = '乡客';

export const ownCustomerColumns = [
  '客户编号', '姓名', '性别', '客户类型', '来源', '电话', '其他联系方式', '喜欢怎么联系', '省', '市', '区县', '乡镇', '村', '组屯', '详细地址', '其他地址', '生日', '职业', '爱好', '养的种的',
  '想要', '标签', '备注', '是否同意', '同意日期', '同意方式', '免打扰', '信用', '信用说明', '介绍人编号', '关系', '自己加的栏目', '平台账号', '建档日期',
] as const;
export type OwnCustomerColumn = (typeof ownCustomerColumns)[number];

/** One row per line of an order; the order's own cells repeat on each of its rows. */
export const ownOrderColumns = [
  '乡客订单号', '平台', '平台订单号', '订单号自编', '订单状态', '平台状态', '下单时间', '实付', '退款', '运费', '自提点', '客户编号', '平台账号', '收货人', '电话', '省', '市', '区县', '村',
  '详细地址', '买家留言', '备注', '商品', '规格', '数量', '商品金额',
] as const;
export type OwnOrderColumn = (typeof ownOrderColumns)[number];

export const ownProductColumns = ['商品编号', '商品', '规格', '分类', '单位', '成本价'] as const;
export type OwnProductColumn = (typeof ownProductColumns)[number];

/** The sheet of our templates that explains the other one. It holds examples and is never read. */
export const guideSheet = '填表说明';
/** Where a sale comes from that was written by hand and does not say. */
export const handPlatform = '手工';

export const ownStatusWords = { pending: '待付款', paid: '已付款', shipped: '已发货', completed: '已完成', cancelled: '已取消', refunded: '已退款' } as const;
export const ownGenderWords = { female: '女', male: '男' } as const;
export const ownKindWords = { consumer: '个人', wholesaler: '批发', retailer: '零售店', restaurant: '饭店' } as const;
export const ownSourceWords = {
  platform: '网店平台', counter: '店里', social: '微信社群', service: '售后服务', survey: '问卷', partner: '合作伙伴', referral: '朋友介绍', other: '其他',
} as const;
export const ownConsentWords = { unknown: '未问', agreed: '同意', refused: '不同意' } as const;
export const ownConsentWays = { spoken: '当面', phone: '电话', wechat: '微信', paper: '纸上签字', platform: '平台' } as const;
export const ownContactWords = { wechat: '微信', qq: 'QQ', email: '邮箱', other: '其他' } as const;
export const ownChannelWords = { phone: '电话', wechat: '微信', sms: '短信', letter: '写信', visit: '上门', counter: '到店', live: '直播' } as const;
export const ownHoldingWords = { livestock: '养', crop: '种' } as const;
export const ownCreditWords = { good: '好', fair: '一般', watch: '要留意' } as const;
export const ownRelationWords = { household: '一家人', kin: '亲戚', neighbour: '邻居', friend: '朋友', colleague: '同事' } as const;
export const ownFieldWords = { text: '文字', number: '数字', date: '日期', choice: '选项' } as const;
export const ownYes = '是';
