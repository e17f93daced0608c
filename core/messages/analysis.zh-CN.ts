/** What the analyses of the command line say when they cannot go on. */
export const analysisMessages = {
  'analysis.tooFew': '数据还太少：至少要有 {needed}，现在只有 {have}，先不下结论。什么都没有改动。',
  'analysis.columnMissing': '没有找到{column}这一列（有：{columns}）。什么都没有做。请用 --columns {role}=列名 写明是哪一列。',
  'analysis.noHeader': '文件“{file}”里没有找到表头。什么都没有做。请在第一行写上每一列叫什么，比如：客户、日期、金额。',
  'analysis.noSuchColumn': '表里没有“{column}”这一列（有：{columns}）。什么都没有做。请照表头写列名。',
  'analysis.noNumbers': '没有找到全是数字的列（有：{columns}）。什么都没有做。请用 --columns 写明要哪几列。',
  'analysis.dateOrder': '日期“{example}”看不出哪个是月、哪个是日。什么都没有做。请写明 --date-order mdy（月在前）或 dmy（日在前）。',
  'analysis.tooManyForPareto': 'Pareto/NBD 最多算 {most} 位客户，这里有 {have} 位，会算很久。什么都没有做。请改用 --model bgnbd 或 mbgnbd。',
  'analysis.tooManyRules': '凑在一起的货太多了（超过 {limit} 种搭配）。什么都没有做。请把 --min-support 调高一点。',
} as const satisfies Readonly<Record<string, string>>;
