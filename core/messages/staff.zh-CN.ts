/** What signing in and rights may say. */
export const staffMessages = {
  'staff.locked': '已经锁上了。数据没有变动。请选名字、输密码，再接着做。',
  'staff.notAllowed': '这件事要店主来做。数据没有变动。请叫店主，或让店主用自己的密码进来。',
  'staff.notYourStep': '这一步不是你做的，撤销要店主来。数据没有变动。',
  'staff.notFound': '找不到这个人，可能刚被去掉。数据没有变动。请重新打开这一页。',
  'staff.nameTaken': '已经有一位叫“{name}”的了。还没有存，请换个叫法，比如加个姓。',
  'staff.noOwner': '至少要留一位店主，不然以后谁也管不了。数据没有变动。请先另外定一位店主。',
  'staff.wrongPin': '密码不对。数据没有变动。请再输一次。',
  'staff.wrongCurrent': '现在用的密码不对。还没有改，请再输一次。',
  'staff.wrongCode': '恢复码不对。数据没有变动。请照着纸上再输一次，大小写、横线都不要紧。',
  'staff.noCode': '{name}没有恢复码。数据没有变动。请店主进来，给{name}换个新密码。',
  'staff.wait': '输错好几次了，请等 {seconds} 秒再试。数据没有变动。忘了密码，店主可以用恢复码。',
} as const;
