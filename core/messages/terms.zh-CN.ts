/** What the shop calls the fields of a record, and what can happen with a person: on the screen and in the tables that leave it. */
export const fieldTerms = {
  name: '名字', gender: '性别', kind: '种类', note: '备注', wish: '想要', occupation: '职业', source: '来源', referrer_id: '介绍人', birthday: '生日', birthday_month: '生日', birthday_day: '生日', birthday_year: '生日', zodiac: '属相', hobbies: '爱好', preferred_channel: '怎么联系',
  credit: '信用', credit_note: '信用说明', consent_on: '同意的日子', consent_way: '怎么同意的',
  consent: '是否同意', do_not_disturb: '免打扰', customer_phones: '电话', customer_addresses: '地址', customer_identities: '账号', customer_tags: '标签', customer_relations: '关系', customer_contacts: '联系方式', customer_holdings: '养的种的', customer_values: '自定的栏', customer_photos: '照片', timeline_entries: '往来',
  channel: '怎么说的', at: '时间', text: '内容', amount_fen: '金额',
  status: '状态', status_text: '状态', paid_fen: '金额', refund_fen: '退款', customer_id: '买家', pickup_point_id: '自提点', receiver_name: '收货人', receiver_phone: '收货人', receiver_address: '收货地址',
  buyer_note: '留言', seller_note: '备注', ordered_at: '时间', order_lines: '商品', category: '分类', unit: '单位', cost_fen: '成本',
} as const;

export const timelineTerms = {
  order: '订单', talk: '聊过', enquiry: '问货', feedback: '意见', complaint: '投诉', debt: '赊账', repayment: '还钱', note: '备忘',
  survey: '问卷', points: '积分', change: '改动', import: '导入',
} as const;

export const channelTerms = { phone: '电话', counter: '到店', wechat: '微信', live: '直播', letter: '来信' } as const;
