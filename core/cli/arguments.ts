/** What was typed, checked before anything is opened. */
import { parseArgs } from 'node:util';
import { Refused } from '../base/errors.ts';
import { analysisUsage } from './analysis/arguments.ts';
import { OrderStatus } from '../orders/contract.ts';

export const usage = `xiangke import FILE|FOLDER… --db P [--dry-run] [--mapping MAPPING.json] [--password P]… [--status 词=状态]… [--refused OUT.xlsx] [--json]
xiangke paste FILE.txt --group 群名 --db P [--on YYYY-MM-DD] [--prices 草莓=39.9,鸡蛋=25] [--dry-run] [--json]
xiangke orders --db P [--json]
xiangke customers --db P [--search Q] [--json]
xiangke duplicates --db P [--json]
xiangke score --db P [--as-of YYYY-MM-DD] [--json]
xiangke undo BATCH --db P [--changed keep|take-back] [--json]        (也可以写 xiangke import --undo BATCH …)
xiangke status-words --db P [--json]
xiangke quality --db P [--json]
xiangke referrals --db P [--json]
xiangke export customers|orders|products|segments|helpers OUT.xlsx --db P [--json]
xiangke template customers|orders|products OUT.xlsx [--json]
xiangke backup FOLDER --db P [--json]
xiangke restore FILE.xkb --db P [--password P] [--json]
xiangke verify FILE.xkb [--password P] [--json]
xiangke check --db P [--json]
${analysisUsage}`;

/** How many words follow the command. */
const words = {
  import: [1, Number.POSITIVE_INFINITY], paste: [1, 1], orders: [0, 0], customers: [0, 0], score: [0, 0], duplicates: [0, 0], undo: [1, 1], 'status-words': [0, 0], quality: [0, 0], referrals: [0, 0], export: [2, 2], template: [2, 2], check: [0, 0], backup: [1, 1], restore: [1, 1], verify: [1, 1],
} as const satisfies Readonly<Record<string, readonly [least: number, most: number]>>;
export type CommandName = keyof typeof words;

const isCommand = (name: string): name is CommandName => Object.hasOwn(words, name);
const wrong = (reason: string) => new Refused('cli.usage', { reason });

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        db: { type: 'string' },
        json: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        search: { type: 'string', default: '' },
        'as-of': { type: 'string' },
        mapping: { type: 'string' },
        refused: { type: 'string' },
        undo: { type: 'string' },
        changed: { type: 'string' },
        group: { type: 'string' },
        on: { type: 'string' },
        prices: { type: 'string' },
        password: { type: 'string', multiple: true },
        status: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    // Node's own sentence names the option, e.g. Unknown option '--bogus'.
    const option = /'(-[^' ]+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw wrong(option ?? '选项');
  }
};

/** 已签收=completed */
const statusOf = (told: string): { readonly word: string; readonly status: OrderStatus } => {
  const at = told.lastIndexOf('=');
  const status = OrderStatus.safeParse(told.slice(at + 1));
  if (at < 1 || !status.success) throw wrong(`--status ${told}（${OrderStatus.options.join('、')}）`);
  return { word: told.slice(0, at), status: status.data };
};

/** Throws `cli.usage` for whatever the usage does not know. */
export const readArguments = (args: readonly string[]) => {
  const { values, positionals } = parsed(args);
  const [command = '', ...rest] = values.undo !== undefined && positionals.join() === 'import' ? ['undo', values.undo] : positionals;
  if (!isCommand(command)) throw wrong(command === '' ? '没有写要做什么' : command);
  const [least, most] = words[command];
  if (rest.length < least || rest.length > most) throw wrong(`${command} ${rest.join(' ')}`.trim());
  if (!values.db && command !== 'template' && command !== 'verify') throw wrong('没有写 --db');
  for (const option of ['mapping', 'refused', 'password', 'status'] as const) {
    const given = [values[option] ?? []].flat();
    if (given.includes('') || (given.length > 0 && command !== 'import' && !(option === 'password' && (command === 'restore' || command === 'verify')))) throw wrong(`--${option}`);
  }
  for (const option of ['group', 'on', 'prices'] as const) {
    if (values[option] === '' || (values[option] !== undefined && command !== 'paste')) throw wrong(`--${option}`);
  }
  if (values.undo !== undefined && command !== 'undo') throw wrong('--undo');
  if (command === 'undo' && !/^[1-9]\d*$/.test(rest[0] ?? '')) throw wrong(`undo ${rest[0]}`);
  const { changed = 'keep' } = values;
  if ((values.changed !== undefined && command !== 'undo') || (changed !== 'keep' && changed !== 'take-back')) throw wrong('--changed');
  if (command === 'paste' && values.group === undefined) throw wrong('没有写 --group');
  return {
    command, rest, db: values.db ?? '', search: values.search, asOf: values['as-of'],
    dryRun: values['dry-run'], mapping: values.mapping, passwords: values.password ?? [], statuses: (values.status ?? []).map(statusOf), refused: values.refused, changed: changed === 'keep' ? ('keep' as const) : ('takeBack' as const),
    group: values.group ?? '', on: values.on, prices: values.prices,
  };
};
export type Arguments = ReturnType<typeof readArguments>;
