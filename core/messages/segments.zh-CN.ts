export const segmentMessages = {
  'segments.notFound': '找不到这个名单，可能刚被删掉。数据没有变动。到“修改记录”里可以撤销删除。',
  'segments.nameTaken': '已经有叫“{name}”的名单了。还没有存，请换个名字。',
  'segments.empty': '这个名单还没有条件。还没有存，请先加一条。',
  'segments.isFixed': '这是固定的名单，没有条件可改。数据没有变动。要按条件来，请新建一个。',
  'segments.isLiving': '这个名单按条件自己变，不能一个一个加人、拿掉人。数据没有变动。要挑人，请把它另存成固定的名单。',
  'segments.tooMany': '固定的名单最多 {limit} 人，这里有 {count} 人。还没有存。请加条件缩小一些，或存成会自己变的名单。',
  'segments.foreignFile': '“{file}”不是乡客的名单文件。什么都没有变。请选别的店用“存成文件”存下来的那个文件；Excel 表请到“导入”页放进来。',
  'segments.newerFile': '“{file}”是更新版本的乡客存的，这个版本读不了。什么都没有变。请先更新乡客，或请对方按旧的条件再存一份。',
  'segments.brokenFile': '“{file}”里的条件不全或被改坏了，读不出来。什么都没有变。请对方再存一份发过来。',
} as const;
