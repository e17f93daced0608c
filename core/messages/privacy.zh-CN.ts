/** What can stand in the way of forgetting somebody. */
export const privacyMessages = {
  'privacy.notInTrash': '这位客户不在废纸篓里，可能刚被恢复，或已经彻底删除。数据没有变动。要彻底删除，请先删除，再到废纸篓里来。',
  'privacy.nobodyAway': '没有这么久没来的客户，没有要清的。数据没有变动。',
  'history.forgotten': '这一步动过的客户已经彻底删除，找不回来了，所以这一步不能撤销。数据没有变动。',
} as const;
