/** What people, spreadsheets and those who mean harm write into a field. */

const long = '很长的一句话'.repeat(40);

/** Stored and read back they must be what they were. */
export const strangeWords: readonly string[] = [
  long, '王桂英', '买买提·阿卜杜拉', 'Ọlọ́run', 'Ångström', '𠮷野家', '龘䶮𪚥', '한국어', 'ไทย', 'العربية', 'עברית',
  '\u202e翻过来的字', 'a\u202db\u202cc', '\u2066隔开\u2069', '\u200f右到左', 'e\u0301 与 é', '한', '\ufeff带记号', '零\u200b宽', '连\u200d接', '不\u00a0断',
  '👨‍👩‍👧‍👦', '🇨🇳', '🧑🏽‍🌾', '❤️', '\u{1f469}\u{200d}\u{1f33e}', '①②③', '㈱', 'ﬁ', '½', 'ｆｕｌｌ',
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', `"><svg/onload=alert(1)>`, `javascript:alert(1)`, '</textarea><script>1</script>', '&lt;b&gt; &amp; &#60;', '{{7*7}}', '${7*7}', '<%= 1 %>', ']]><x>',
  `'; DROP TABLE customers; --`, `" OR ""="`, '%_\\', '\\u0000', 'NULL', 'undefined', 'true', '0', '-1', '1e5',
  '001', '13800138000', '2026-02-30', '1/2', '=1+1', '{"a":[1]}', '[]', '__proto__', 'constructor', 'a\tb', '第一行\n第二行',
];

/** A spreadsheet program that took them for formulas would run them. */
export const formulas: readonly string[] = [
  '=1+1', '=SUM(A1:A9)', '=HYPERLINK("http://x.invalid","点我")', `=cmd|' /C calc'!A0`, '=WEBSERVICE("http://x.invalid")', '=IMPORTXML("http://x.invalid","//a")', '=DDE("cmd";"/C calc";"1")', '==1', '=', '="a"&"b"',
  '+1+1', '+SUM(1,2)', '+8613800138000', `+cmd|' /C calc'!A0`, '+', '++1', '+A1', '+1', '-1+1', '-SUM(1,2)',
  '-2', `-cmd|' /C calc'!A0`, '-', '--1', '-A1', '@SUM(1+1)', '@A1', '@', '@@', `@cmd|' /C calc'!A0`,
  '\t=1+1', '=\t1', '；=1', `"=1+1"`, `'=1+1`, '＝1+1', '＋1', '－1', '＠SUM(1)', '{=1+1}',
];
