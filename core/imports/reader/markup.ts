import { ReadRefused } from './refused.ts';

/** The text without what lies between two marks. By `indexOf`, never by regular expression: hostile files feed on those. */
const without = (text: string, open: string, close: string): string => {
  const lower = text.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = lower.indexOf(open, at);
    if (start < 0) break;
    kept.push(text.slice(at, start));
    const end = lower.indexOf(close, start + open.length);
    if (end < 0) return kept.join('');
    at = end + close.length;
  }
  kept.push(text.slice(at));
  return kept.join('');
};

/** Scripts, styles and comments taken out; refuses what is no table. */
export const tableMarkup = (text: string): string => {
  const lower = text.slice(0, 2000).toLowerCase();
  if (lower.includes('urn:schemas-microsoft-com:office:spreadsheet') && lower.includes('<workbook')) {
    if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new ReadRefused('imports.suspiciousFile');
    return text;
  }
  const bare = without(without(without(text, '<!--', '-->'), '<script', '</script>'), '<style', '</style>');
  if (!/<tr[\s>]/i.test(bare)) throw new ReadRefused('imports.notATable');
  return bare;
};
