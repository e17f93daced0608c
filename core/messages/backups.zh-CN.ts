/** What backing up and going back may say. */
export const backupMessages = {
  'backups.damaged': '“{file}”坏了，不完整或者被改过，不能用来恢复。现在的数据没有动。请换一份备份。',
  'backups.damagedButOther': '“{file}”坏了，不完整或者被改过，不能用来恢复。现在的数据没有动。请改用“{other}”，这一份刚查过，是好的。',
  'backups.foreign': '“{file}”里有乡客自己不会放的东西，可能被人动过手脚，不能用来恢复。现在的数据没有动。请换一份备份。',
  'backups.foreignButOther': '“{file}”里有乡客自己不会放的东西，可能被人动过手脚，不能用来恢复。现在的数据没有动。请改用“{other}”，这一份刚查过，是好的。',
  'backups.notOurs': '“{file}”不是乡客的备份。现在的数据没有动。请选名字像“乡客备份-…xkb”的文件。',
  'backups.missing': '找不到“{file}”，可能刚被清掉或移走了。现在的数据没有动。请换一份备份。',
  'backups.needsPassword': '“{file}”上了锁。现在的数据没有动。请输入密码，或者抄下来的恢复码。',
  'backups.wrongPassword': '密码或恢复码不对，“{file}”打不开。现在的数据没有动。请再试一次；密码忘了，用打印出来的恢复码。',
  'backups.shortPassword': '密码太短，至少要 {least} 个字。还没有上锁，请换一个长一点的。',
  'backups.notEqual': '恢复出来的和备份里的对不上，没有换上去。现在的数据没有动。请换一份备份再试。',
  'backups.nothingYet': '还没有备份。数据没有变动。请先点“现在备份”。',
  'backups.stopped': '备份做到一半停了，没有做成。现在的数据都在。请再试一次。',
  'backups.placeGone': 'U 盘或文件夹不在了，没有拷成。这台电脑上的备份都在。请把 U 盘插好再试，或换个地方。',
  'backups.placeFull': '那边放不下：要 {need} MB，只剩 {free} MB，没有拷成。这台电脑上的备份都在。请清出地方，或换个 U 盘。',
  'backups.placeReadOnly': '那边不让写，没有拷成。这台电脑上的备份都在。请看看 U 盘上的写保护开关，或换个地方。',
  'backups.ownFolder': '“{file}”就在乡客自己的文件夹里，换不了电脑。还没有存。请选 U 盘，或别的文件夹。',
} as const;
