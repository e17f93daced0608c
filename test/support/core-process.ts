/** The core as it runs in production: a process of its own, reached by messages only. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Client } from '../../core/base/client.ts';
import { createClient } from '../../core/base/client.ts';
import type { CoreToShell, Failure, Reply, ShellToCore } from '../../core/base/protocol.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { contract } from '../../core/contract.ts';

const entry = fileURLToPath(new URL('../../core/main.ts', import.meta.url));
/** better-sqlite3 needs the Node that the project brings, whichever one runs the tests. */
export const nodePath = createRequire(import.meta.url).resolve('node/bin/node');

export type CoreProcess = {
  readonly core: Client<XiangkeContract>;
  readonly child: ChildProcess;
  readonly send: (message: ShellToCore) => void;
  /** resolves to null when the database was opened, to the failure when it was refused */
  readonly opened: Promise<Failure | null>;
  readonly exited: Promise<number | null>;
  readonly close: () => Promise<void>;
};

export type CoreProcessOptions = {
  /** where backups are made by themselves; nowhere without it */
  readonly backups?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** what Node is told before the program */
  readonly nodeArguments?: readonly string[];
};

export const startCoreProcess = (path: string, { backups, env = {}, nodeArguments = [] }: CoreProcessOptions = {}): CoreProcess => {
  const child = fork(entry, ['--db', path, ...(backups === undefined ? [] : ['--backups', backups])], {
    execPath: nodePath, execArgv: [...nodeArguments], env: { ...process.env, ...env }, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const send = (message: ShellToCore): void => void child.send(message);
  const exited = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  let receive: (reply: Reply) => void = () => undefined;
  let open: (failure: Failure | null) => void = () => undefined;
  let closed: () => void = () => undefined;
  const opened = new Promise<Failure | null>((resolve) => {
    open = resolve;
  });
  child.on('message', (raw) => {
    const message = raw as CoreToShell;
    if (message.type === 'ready') open(null);
    else if (message.type === 'refused') open(message.failure);
    else if (message.type === 'closed') closed();
    else if (message.type !== 'start-reader' && message.type !== 'stop-reader' && message.type !== 'closing') receive(message);
  });
  const core = createClient(contract, {
    send,
    onReply: (listener) => {
      receive = listener;
    },
  });
  const close = async (): Promise<void> => {
    const answered = new Promise<void>((resolve) => {
      closed = resolve;
    });
    send({ type: 'close' });
    await answered;
    await exited;
  };
  return { core, child, send, opened, exited, close };
};
