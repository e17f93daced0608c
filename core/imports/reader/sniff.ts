import { ReadRefused } from './refused.ts';

export type Container = 'zip' | 'ole' | 'text';

/**
 * First bytes of what people rename to .xlsx or drop by mistake, with the name to call it by. SYLK and dBASE are here
 * because SheetJS would read them: 47 bytes of SYLK ask it for two billion rows.
 */
const foreign: readonly (readonly [signature: string, name: string])[] = [
  ['MZ', '程序文件'], ['\x7fELF', '程序文件'],
  ['\x89PNG', '图片'], ['\xff\xd8\xff', '图片'], ['GIF8', '图片'], ['BM\x00', '图片'], ['RIFF', '图片或录音'],
  ['%PDF', 'PDF'], ['{\\rtf', 'RTF 文档'], ['ID;P', 'SYLK 表格'],
  ['Rar!', 'RAR 压缩包'], ['7z\xbc\xaf', '7z 压缩包'], ['\x1f\x8b', '压缩包'], ['SQLite format 3', '数据库'],
];

/** The format by content; the file's name says nothing. */
export const containerOf = (bytes: Uint8Array): Container => {
  if (bytes.length === 0) throw new ReadRefused('imports.fileEmpty');
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip';
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'ole';
  const known = foreign.find(([signature]) => head.startsWith(signature));
  if (known) throw new ReadRefused('imports.wrongFormat', { format: known[1] });
  return 'text';
};
