/** What was typed, checked before anything is opened. */
import { parseArgs } from 'node:util';
import { Refused } from './base/errors.ts';

export const usage = `xiangke import FILE… --db P [--dry-run] [--mapping MAPPING.json] [--refused OUT.xlsx] [--json]
xiangke orders --db P [--json]
xiangke customers --db P [--search Q] [--json]
xiangke score --db P [--as-of YYYY-MM-DD] [--json]
xiangke undo BATCH --db P [--json]
xiangke export customers|orders|segments OUT.xlsx --db P [--json]
xiangke check --db P [--json]`;

/** How many words follow the command. */
const words = {
  import: [1, Number.POSITIVE_INFINITY], orders: [0, 0], customers: [0, 0], score: [0, 0], undo: [1, 1], export: [2, 2], check: [0, 0],
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
      },
    });
  } catch (error) {
    // Node's own sentence names the option, e.g. Unknown option '--bogus'.
    const option = /'(-[^' ]+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw wrong(option ?? '选项');
  }
};

/** Throws `cli.usage` for whatever the usage does not know. */
export const readArguments = (args: readonly string[]) => {
  const { values, positionals } = parsed(args);
  const [command = '', ...rest] = positionals;
  if (!isCommand(command)) throw wrong(command === '' ? '没有写要做什么' : command);
  const [least, most] = words[command];
  if (rest.length < least || rest.length > most) throw wrong(`${command} ${rest.join(' ')}`.trim());
  if (!values.db) throw wrong('没有写 --db');
  for (const option of ['mapping', 'refused'] as const) {
    if (values[option] === '' || (values[option] !== undefined && command !== 'import')) throw wrong(`--${option}`);
  }
  return { command, rest, db: values.db, search: values.search, asOf: values['as-of'], dryRun: values['dry-run'], mapping: values.mapping, refused: values.refused };
};
export type Arguments = ReturnType<typeof readArguments>;
