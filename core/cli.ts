/**
 * The command line over the same services: JSON on stdout, sentences on stderr, exit code 0 (fine), 1 (some rows were
 * refused) or 2 (failed, nothing written).
 */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { CallFailed, createClient } from './base/client.ts';
import { systemClock } from './base/clock.ts';
import type { Reply } from './base/protocol.ts';
import { checkDatabase } from './checks/repository.ts';
import { contract } from './contract.ts';
import { customerRepository } from './customers/repository.ts';
import { failureOf } from './base/errors.ts';
import { emptyCounts } from './imports/counts.rules.ts';
import { startNodeReader } from './imports/reader-link.ts';
import { sentenceOf } from './messages/sentence.ts';
import { orderRepository } from './orders/repository.ts';
import { customersOutput, ordersOutput } from './cli-output.ts';

const usage = `xiangke import FILE… --db P [--dry-run] [--json]
xiangke orders --db P [--json]
xiangke customers --db P [--search Q] [--json]
xiangke score --db P [--as-of YYYY-MM-DD] [--json]
xiangke undo BATCH --db P [--json]
xiangke export customers|orders|segments OUT.xlsx --db P
xiangke check --db P [--json]`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    db: { type: 'string' },
    json: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    search: { type: 'string', default: '' },
    'as-of': { type: 'string' },
  },
});

const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, options.json ? 0 : 2)}\n`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const openCore = (path: string) => {
  let receive: (reply: Reply) => void = () => undefined;
  const app = createApp({ path, clock: systemClock, startReader: startNodeReader, onChanged: () => undefined, followsToday: false });
  const core = createClient(contract, {
    send: (request) => void app.receive(request, (reply) => receive(reply)),
    onReply: (listener) => {
      receive = listener;
    },
  });
  return { app, core };
};
type Core = ReturnType<typeof openCore>;

const importFiles = async ({ app, core }: Core, paths: readonly string[]): Promise<number> => {
  const files: unknown[] = [];
  let code = 0;
  for (const path of paths) {
    app.files.grant(path, resolve(path));
    try {
      const result = options['dry-run'] ? await core.imports.preview({ file: path }) : await core.imports.run({ file: path });
      if ('type' in result && result.type === 'question') throw new CallFailed({ code: 'imports.needsMapping', details: { file: basename(path) } });
      const summary = 'type' in result ? result.summary : result;
      const { counts } = summary;
      if (counts.rowsRefused > 0) code = Math.max(code, 1);
      files.push({
        file: path,
        platform: summary.platform,
        kind: summary.kind,
        ...counts,
        batchId: 'batchId' in result ? result.batchId : null,
        warnings: summary.warnings.map((warning) => ({ code: warning.code, message: sentenceOf(warning) })),
        refusals: summary.refusals.map((refusal) => ({ row: refusal.row, column: refusal.column, code: refusal.code, message: sentenceOf(refusal) })),
      });
    } catch (error) {
      const failure = error instanceof CallFailed ? error.failure : failureOf(error);
      code = 2;
      // The same fields as a file that came in, so that a reader of the list needs no second shape.
      files.push({ file: path, platform: null, kind: null, ...emptyCounts(), batchId: null, warnings: [], refusals: [], error: { code: failure.code, message: sentenceOf(failure) } });
      say(sentenceOf(failure));
    }
  }
  await app.settled();
  print({ files });
  return code;
};

const run = async (opened: Core, command: string, rest: readonly string[]): Promise<number> => {
  const { app, core } = opened;
  if (command === 'import' && rest.length > 0) return importFiles(opened, rest);
  if (command === 'orders') print(ordersOutput(orderRepository(app.store.reader)));
  else if (command === 'customers') print(await customersOutput(core, customerRepository(app.store.reader), options.search));
  else if (command === 'score') print(await core.scoring.score({ asOf: options['as-of'] }));
  else if (command === 'undo' && rest.length === 1) {
    print(await core.imports.undo({ batchId: Number(rest[0]) }));
    await app.settled();
  } else if (command === 'export' && rest.length === 2) {
    const [kind, path = ''] = rest;
    app.files.grant(path, resolve(path));
    print(await core.reports.exportTable({ kind: kind as 'customers', file: path }));
  } else if (command === 'check') {
    const check = checkDatabase(app.store.reader);
    print(check);
    return check.ok ? 0 : 2;
  } else {
    say(usage);
    return 2;
  }
  return 0;
};

const main = async (): Promise<number> => {
  const [command = '', ...rest] = positionals;
  if (!options.db || command === '') {
    say(usage);
    return 2;
  }
  const path = resolve(options.db);
  if (command !== 'import' && !existsSync(path)) {
    say(sentenceOf({ code: 'database.missing', details: { file: path } }));
    return 2;
  }
  let opened: Core | null = null;
  try {
    opened = openCore(path);
    await opened.app.settled();
    return await run(opened, command, rest);
  } catch (error) {
    const failure = error instanceof CallFailed ? error.failure : failureOf(error);
    say(sentenceOf(failure));
    if (options.json) print({ error: { code: failure.code, message: sentenceOf(failure) } });
    return 2;
  } finally {
    await opened?.app.close();
  }
};

process.exitCode = await main();
