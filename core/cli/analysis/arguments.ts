/** What was typed for an analysis: every command with the options it knows, checked before anything is read. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Refused } from '../../base/errors.ts';
import { dayNumber, isDay } from '../../base/dates.ts';
import type { HighRule } from '../../scoring/segments.rules.ts';

export const analysisUsage = `xiangke rfm|segments FROM [--rfm-method fixed|quantile|equal|rankFirst|ntile|quantilePlusOne] [--high-rule RULE] [--json]
xiangke score FROM --weights user|entropy|pca|3,3,2,1 [--normalization minMax|z|fifths] [--json]
xiangke clv FROM [--model bgnbd|mbgnbd|pareto] [--time-unit day|week] [--horizon 月数] [--discount 0.01] [--until D] [--json]
xiangke churn FROM [--horizon 天数] [--cycle mean|median] [--until D] [--json]
xiangke predict FROM [--seed N] [--json]
xiangke rules FROM|--baskets FILE [--by order|customer] [--min-support 0.01] [--min-confidence 0.3] [--max-length 4] [--without 运费,袋子] [--json]
xiangke clusters FROM|--table FILE [--columns a,b] [--k N] [--normalization z|none] [--seed N] [--json]
xiangke tree FROM|--table FILE --target 列名 [--columns a,b] [--cp 0.01] [--min-split 20] [--min-bucket 7] [--max-depth 30] [--horizon 天数] [--seed N] [--json]
xiangke pca FROM|--table FILE [--columns a,b] [--basis correlation|covariance] [--json]
xiangke kpis|cohorts FROM [--json]
xiangke survey --answers FILE [--columns a,b] [--missing listwise|pairwise] [--overall 列名] [--csat 列名] [--nps 列名] [--json]
xiangke uplift --table FILE [--columns group=列名,amount=列名] [--cost 元] [--json]
xiangke sample-size --usual 0.1 --hoped 0.15 [--held-share 0.5] [--json]
  FROM: --db P 或 --transactions FILE.csv|FILE.xlsx [--columns customer=…,date=…,amount=…,item=…,order=…,quantity=…,price=…]
        [--date-order mdy|dmy] [--refunds ignore|subtract] [--min-amount 元]，再加 [--as-of YYYY-MM-DD]
  RULE: scoreAboveMean、valueAboveMean、valueAboveMedian、scoreAtLeast=4、limits=30/3/200`;

const wrong = (reason: string) => new Refused('cli.usage', { reason });

const text = z.string().trim().min(1);
const number = (least: number, most: number) => text.transform(Number).pipe(z.number().min(least).max(most));
const whole = (least: number, most: number) => text.transform(Number).pipe(z.int().min(least).max(most));
const Day = text.refine(isDay);

/** `a,b` names columns, `customer=会员,amount=金额` says what they are. A comma inside a name cannot be written. */
const Names = text.transform((said) => said.split(/[,，]/).map((name) => name.trim()).filter((name) => name !== ''));
const rolesIn = (roles: readonly string[]) =>
  Names.transform((parts, context) => {
    const pairs = parts.map((part) => [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()] as const);
    if (pairs.some(([role, name], at) => !parts[at]!.includes('=') || !roles.includes(role) || name === '')) context.addIssue('roles');
    return Object.fromEntries(pairs) as Readonly<Record<string, string>>;
  });

export const columnRoles = ['customer', 'date', 'amount', 'item', 'order', 'quantity', 'price'] as const;
export type ColumnRole = (typeof columnRoles)[number];

const High = text.transform((said, context): HighRule => {
  const [by, ...numbers] = said.split(/[=/]/);
  const [one = Number.NaN, two = Number.NaN, three = Number.NaN] = numbers.map(Number);
  if (numbers.length === 0 && (by === 'scoreAboveMean' || by === 'valueAboveMean' || by === 'valueAboveMedian')) return { by };
  if (by === 'scoreAtLeast' && one >= 1 && one <= 5) return { by, score: one };
  if (by === 'limits' && one >= 0 && two >= 0 && three >= 0) return { by, recencyDays: one, frequency: two, monetaryFen: Math.round(three * 100) };
  context.addIssue('high-rule');
  return { by: 'scoreAboveMean' };
});

/** 次数、金额、客单价、间隔: a log knows no satisfaction. */
const weighed = 4;
const Weights = text.transform((said, context): 'user' | 'entropy' | 'pca' | readonly number[] => {
  if (said === 'user' || said === 'entropy' || said === 'pca') return said;
  const parts = said.split(/[,，]/);
  const numbers = parts.map(Number);
  if (numbers.length !== weighed || parts.some((part) => part.trim() === '') || numbers.some((weight) => !(weight >= 0))) context.addIssue('weights');
  return numbers;
});

const seed = whole(0, 2 ** 31).default(20_260_101);
const fromLog = {
  db: text.optional(),
  transactions: text.optional(),
  columns: rolesIn(columnRoles).optional(),
  'as-of': Day.optional(),
  'date-order': z.enum(['mdy', 'dmy']).optional(),
  refunds: z.enum(['ignore', 'subtract']).default('ignore'),
  'min-amount': number(0, 1e9).default(0),
};
/** With a table the columns are only named; which of the two was meant is known once both are read. */
const fromLogOrTable = { ...fromLog, table: text.optional(), columns: text.optional() };
const rfmMethod = z.enum(['fixed', 'quantile', 'equal', 'rankFirst', 'ntile', 'quantilePlusOne']).default('quantile');
const high = High.default({ by: 'scoreAboveMean' });

const schemas = {
  rfm: z.strictObject({ ...fromLog, 'rfm-method': rfmMethod, 'high-rule': high }),
  segments: z.strictObject({ ...fromLog, 'rfm-method': rfmMethod, 'high-rule': high }),
  score: z.strictObject({ ...fromLog, weights: Weights.default('user'), normalization: z.enum(['minMax', 'z', 'fifths']).default('fifths') }),
  clv: z.strictObject({
    ...fromLog, model: z.enum(['bgnbd', 'mbgnbd', 'pareto']).default('bgnbd'), 'time-unit': z.enum(['day', 'week']).default('week'),
    horizon: whole(1, 120).default(12), discount: number(0, 1).default(0.01), until: Day.optional(),
  }),
  churn: z.strictObject({ ...fromLog, horizon: whole(7, 730).default(90), cycle: z.enum(['mean', 'median']).default('median'), until: Day.optional() }),
  predict: z.strictObject({ ...fromLog, seed }),
  rules: z.strictObject({
    ...fromLog, baskets: text.optional(), by: z.enum(['order', 'customer']).default('order'), without: Names.optional(),
    'min-support': number(0, 1).default(0.01), 'min-confidence': number(0, 1).default(0.3), 'max-length': whole(2, 10).default(4),
  }),
  clusters: z.strictObject({ ...fromLogOrTable, k: whole(2, 50).optional(), normalization: z.enum(['z', 'none']).default('z'), seed }),
  tree: z.strictObject({
    ...fromLogOrTable, target: text.optional(), horizon: whole(7, 730).default(90), seed,
    cp: number(0, 1).default(0.01), 'min-split': whole(2, 1e6).default(20), 'min-bucket': whole(1, 1e6).default(7), 'max-depth': whole(1, 30).default(30),
  }),
  pca: z.strictObject({ ...fromLogOrTable, basis: z.enum(['correlation', 'covariance']).default('correlation') }),
  kpis: z.strictObject(fromLog),
  cohorts: z.strictObject(fromLog),
  survey: z.strictObject({
    answers: text, columns: Names.optional(), missing: z.enum(['listwise', 'pairwise']).default('listwise'),
    overall: text.optional(), csat: text.optional(), nps: text.optional(),
  }),
  uplift: z.strictObject({ table: text, columns: rolesIn(['group', 'amount']).optional(), cost: number(0, 1e9).default(0) }),
  'sample-size': z.strictObject({ usual: number(0, 1), hoped: number(0, 1), 'held-share': number(0.01, 0.99).default(0.5) }),
} as const;

export type AnalysisName = keyof typeof schemas;
export type AnalysisOptions<Name extends AnalysisName> = z.infer<(typeof schemas)[Name]>;
export type LogOptions = AnalysisOptions<'kpis'>;
export type AnalysisArguments = { readonly [Name in AnalysisName]: { readonly command: Name; readonly options: AnalysisOptions<Name> } }[AnalysisName];

const isAnalysis = (name: string | undefined): name is AnalysisName => name !== undefined && Object.hasOwn(schemas, name);
const optionNames = new Set(Object.values(schemas).flatMap((schema) => Object.keys(schema.shape)));

/** Which columns of a log, or which of a table. */
export const namedColumns = (said: string | undefined): readonly string[] | null => (said === undefined ? null : Names.parse(said));
export const logColumns = (said: string | undefined): LogOptions['columns'] => {
  const parsed = rolesIn(columnRoles).optional().safeParse(said);
  if (!parsed.success) throw wrong(`--columns ${said}`);
  return parsed.data;
};

/** `--until` parts the log in what is learned from and what is held against it; null when it was not said. */
export function cutOf(until: string | undefined, asOf: number): number | null {
  if (until === undefined) return null;
  if (dayNumber(until) > asOf) throw wrong(`--until ${until}`);
  return dayNumber(until);
}

/** What only makes sense with one of the sources; said with another it would be passed over in silence. */
const logOnly = ['date-order', 'refunds', 'min-amount'];
const foreign: Readonly<Record<string, readonly string[]>> = {
  db: ['columns', 'target', ...logOnly],
  transactions: ['target'],
  baskets: ['columns', 'as-of', 'by', ...logOnly],
  table: ['as-of', 'horizon', ...logOnly],
};

/** Null for every other command; `score` with nothing but a database and a day is the shop's own scoring. Throws `cli.usage` for whatever the usage does not know. */
export function readAnalysisArguments([command, ...rest]: readonly string[]): AnalysisArguments | null {
  if (!isAnalysis(command) || (command === 'score' && !rest.some((word) => /^--(?:transactions|weights|normalization)\b/.test(word)))) return null;
  const values = valuesIn(rest);
  const parsed = schemas[command].safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const option = issue.code === 'unrecognized_keys' ? issue.keys[0]! : String(issue.path[0] ?? command);
    throw wrong(`--${option}${values[option] === undefined ? '' : ` ${values[option]}`}`);
  }
  const sources = ['db', 'transactions', 'baskets', 'table'].filter((source) => values[source] !== undefined);
  if (sources.length > 1) throw wrong(`--${sources[0]} --${sources[1]}`);
  const passedOver = foreign[sources[0] ?? '']?.find((option) => values[option] !== undefined);
  if (passedOver !== undefined) throw wrong(`--${sources[0]} --${passedOver}`);
  if (sources.length === 0 && 'refunds' in parsed.data) throw wrong('没有写 --db 或 --transactions');
  return { command, options: parsed.data } as AnalysisArguments;
}

function valuesIn(args: readonly string[]): Readonly<Record<string, string>> {
  try {
    const options = Object.fromEntries([...optionNames].map((name) => [name, { type: 'string' as const }]));
    const { json: _, ...values } = parseArgs({ args: [...args], options: { ...options, json: { type: 'boolean' } } }).values;
    return values;
  } catch (error) {
    const option = /'(-[^' ]+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw wrong(option ?? args.find((word) => !word.startsWith('-')) ?? '选项');
  }
}
