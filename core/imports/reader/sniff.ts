import { ReadRefused } from './refused.ts';

export type Container = 'zip' | 'ole' | 'text';

/**
 * First bytes of what people rename to .xlsx or drop by mistake, with the name to call it by. SYLK and dBASE are here
 * because SheetJS would read them: 47 bytes of SYLK ask it for two billion rows.
 */
const foreign: readonly (readonly [signature: string, name: string])[] = [
  ['MZ', '程序文件'], ['\x7fELF', '程序文件'],
  ['\x89PNG', '图片'], ['\xff\xd8\xff', '图片'], ['GIF8', '图片'], ['BM\x00', '图片'], ['RIFF', '图片或录音'],
  ['%PDF', 'PDF'], ['{\\rtf', 'RTF 文档'], ['ID;P', 'SYLK 表格'], ['SQLite format 3', '数据库'],
];

/** Archives that have to be unpacked by hand. */
const archives: readonly (readonly [signature: string, name: string])[] = [
  ['Rar!', 'RAR 压缩包'], ['7z\xbc\xaf', '7z 压缩包'], ['\x1f\x8b', 'gz 压缩包'],
];

/** dBASE has no signature: a version, the day of the last change, the length of the header, and zeros that no text has. */
const isDbase = (bytes: Uint8Array): boolean => {
  const [version = 0, , month = 0, day = 0, , , , , low = 0, high = 0] = bytes;
  const versions = [0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x83, 0x8b, 0xcb, 0xf5, 0xfb];
  return versions.includes(version) && month >= 1 && month <= 12 && day >= 1 && day <= 31 && low + 256 * high >= 65 && bytes.subarray(0, 32).includes(0);
};

/** The format by content; the file's name says nothing. */
export const containerOf = (bytes: Uint8Array): Container => {
  if (bytes.length === 0) throw new ReadRefused('imports.fileEmpty');
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip';
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'ole';
  const known = foreign.find(([signature]) => head.startsWith(signature));
  if (known) throw new ReadRefused('imports.wrongFormat', { format: known[1] });
  const archive = archives.find(([signature]) => head.startsWith(signature));
  if (archive) throw new ReadRefused('imports.otherArchive', { format: archive[1] });
  if (head.slice(4, 8) === 'ftyp') throw new ReadRefused('imports.wrongFormat', { format: '图片或视频' });
  if (isDbase(bytes)) throw new ReadRefused('imports.wrongFormat', { format: 'dBASE 表格' });
  return 'text';
};
