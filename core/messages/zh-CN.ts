import { analysisMessages } from './analysis.zh-CN.ts';
import { backupMessages } from './backups.zh-CN.ts';
import { importMessages } from './imports.zh-CN.ts';
import { segmentMessages } from './segments.zh-CN.ts';
import { staffMessages } from './staff.zh-CN.ts';
import { privacyMessages } from './privacy.zh-CN.ts';
import { storeMessages } from './store.zh-CN.ts';

/**
 * What the core says, in three parts where something went wrong: what happened · whether anything was lost · what to do.
 * Gaps in braces are filled from the failure's details.
 */
export const zhCN = {
  ...importMessages,
  ...privacyMessages,
  ...storeMessages,
  ...backupMessages,
  ...staffMessages,
  ...segmentMessages,
  ...analysisMessages,

  'core.unexpected': '程序出了个没料到的错（{reason}）。这一步没有存，其他数据都在。请再试一次；还不行就重新打开乡客。',
  'core.restarted': '后台刚才停了一下，已经重新启动。之前存好的都在；最后这一步可能存了，也可能没存。请先看一眼，没有再做一遍。',
  'core.stopped': '后台接连停了几次，没有再启动。之前存好的都在，现在不能再存。请关掉乡客重新打开；还不行，请把数据文件夹拷一份再找人看。',
  'core.gone': '后台没有回应。之前存好的都在；最后这一步可能没有存。请稍等一下，或关掉乡客重新打开。',
  'request.refused': '这一步的内容太多或不合规矩，没有做。数据没有变动。请少填一些再试。',
  'core.opening': '数据还没打开，请稍等一下再试。',
  'request.unknown': '这个版本没有“{method}”这项功能。数据没有变动。请重新打开乡客。',
  'request.invalid': '填的内容不对（{field}）。什么都没有存。请改好再试。',
  'job.cancelled': '已经取消，什么都没有改动。',
  'file.unknown': '找不到要用的文件。数据没有变动。请重新选一次文件。',
  'file.write': '文件“{file}”写不进去，可能正被表格软件打开着。数据没有变动。请关掉那个文件，或换个名字再存。',
  'file.isDatabase': '“{file}”就是数据文件，不能拿表格盖掉它。数据没有变动。请给表格换个名字再存。',

  'history.notFound': '找不到要撤销的这一步。数据没有变动。',
  'history.alreadyUndone': '这一步已经撤销过了。数据没有变动。',
  'history.nothingToUndo': '这一步没法撤销：它动过的内容，后来（{later}）又改过了。数据没有变动。要退回去，请先撤销后来那一步。',
  'history.blocked': '这一步没有撤销：后面的改动还连着这一步。数据没有变动。请先撤销后面那一步，再撤销这一步。',

  'history.notInTrash': '废纸篓里没有这些客户了，可能已经恢复。数据没有变动。',

  'timeline.notFound': '找不到这一笔，可能刚被删掉。数据没有变动。到“修改记录”里可以撤销删除。',
  'timeline.amount': '赊账和还钱要写多少钱。还没有存，请写上再存。',
  'timeline.text': '还没写字。没有存，请写一句再存。',
  'timeline.future': '时间写到以后去了。还没有存，请改好再存。',

  'customers.notFound': '找不到这位客户，可能刚被删除。数据没有变动。到“修改记录”里可以撤销删除。',
  'customers.phone': '电话“{phone}”不对：只能是 5 到 20 位数字。还没有存，请改好再存。',
  'customers.birthday': '生日不对：没有这一天。还没有存，请改好再存，不知道的可以空着。',
  'customers.consentDay': '同意的日期不对。还没有存，请改好再存。',
  'customers.email': '邮箱“{email}”不对：中间要有 @。还没有存，请改好再存。',
  'customers.relation': '家里人、亲戚要选另一位客户，刚才选的那位不在了。还没有存，请重新选。',
  'customers.customFieldGone': '这一栏刚才被去掉了。还没有存，请重新打开这一页再改。',
  'customers.customFieldTwice': '已经有叫“{name}”的一栏了。还没有存，请换个名字。',
  'customers.customFieldChoices': '还没有写可以选哪几样。还没有存，请至少写一样。',
  'customers.customValue': '“{name}”里填的“{value}”不对。还没有存，请改好再存，不知道的可以空着。',
  'customers.referrer': '介绍人要选另一位客户。还没有存，请改好再存。',
  'customers.referrerCircle': '{name}本来就是这位客户介绍来的，或者是他带来的人介绍来的，不能倒过来再介绍一遍。还没有存，请改好再存。',
  'duplicates.samePerson': '左边和右边是同一份资料，没有两个人可合并。什么都没有改动。请选另一位。',
  'duplicates.mergeNotFound': '这次合并已经拆开，或合并后的人已经删除。数据没有变动。删除了的，到“修改记录”里撤销删除，再来拆开。',
  'duplicates.tooMany': '没有合并：两份资料的{list}合在一起有 {count} 条，一位客户最多 {limit} 条。两份都原样在。请先删掉不用的，再合并。',
  'duplicates.backupFirst': '没有合并：一次要合并 {pairs} 对，超过 {limit} 对要先留一份数据的拷贝。什么都没有改动。同意先拷一份，就可以合并。',
  'orders.notFound': '找不到这张订单，可能那次导入已撤销。数据没有变动。',
  'reports.tooManyRows': '一张 Excel 表最多 {max} 行，这次的放不下，没有存。数据没有变动。请选一段日期，分几次存。',
  'cli.usage': '命令写得不对（{reason}）。什么都没有做。请照下面的写法再试。',
  'reports.notScored': '分群还没有算好，报告先打不出来。资料都在，没有丢。请稍等一会儿再打开，或到“分群”里点“重新算一遍”。',
  'practice.notEmpty': '这里已经有数据，不能再放练习数据。数据没有变动。要练习请打开练习本。',
} as const;
