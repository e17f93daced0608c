/**
 * Entry of the core process: messages in, messages out. Under Electron it runs in a utilityProcess (parent port),
 * elsewhere as a plain Node child (process.send); both carry the same protocol.
 */
import { parseArgs } from 'node:util';
import type { App } from './app.ts';
import { createApp } from './app.ts';
import { systemClock } from './base/clock.ts';
import { failureOf } from './base/errors.ts';
import type { CoreToShell, ShellToCore } from './base/protocol.ts';
import type { ReaderMessage } from './imports/cells.ts';
import type { StartReader } from './imports/reader-link.ts';
import { startNodeReader } from './imports/reader-link.ts';

type ParentPort = {
  postMessage(message: CoreToShell): void;
  on(event: 'message', listener: (event: { readonly data: ShellToCore }) => void): void;
};
const parentPort = (process as { parentPort?: ParentPort }).parentPort;
const send = (message: CoreToShell): void => {
  if (parentPort) parentPort.postMessage(message);
  else if (process.connected) process.send?.(message);
};

type Listener = Parameters<StartReader>[1];
const readers = new Map<number, Listener>();
let lastReader = 0;

/** A utilityProcess cannot start processes: the shell does it and passes the messages on. */
const startShellReader: StartReader = (request, listen) => {
  const reader = ++lastReader;
  readers.set(reader, listen);
  send({ type: 'start-reader', reader, request });
  return { stop: () => send({ type: 'stop-reader', reader }) };
};

const open = (): App | null => {
  const { values } = parseArgs({ options: { db: { type: 'string' } }, strict: false });
  try {
    const app = createApp({
      path: String(values.db),
      clock: systemClock,
      startReader: parentPort ? startShellReader : startNodeReader,
      onChanged: (features) => send({ type: 'changed', features }),
    });
    send({ type: 'ready' });
    return app;
  } catch (error) {
    send({ type: 'refused', failure: failureOf(error) });
    return null;
  }
};

const receive = async (app: App | null, message: ShellToCore): Promise<void> => {
  if (message.type === 'close') {
    await app?.close();
    send({ type: 'closed' });
    // A Node child ends by itself once the channel is closed; a utilityProcess needs to be told.
    if (parentPort) process.exit(0);
    process.disconnect();
  } else if (message.type === 'grant') app?.files.grant(message.token, message.path);
  else if (message.type === 'reader-message') readers.get(message.reader)?.onMessage(message.message as ReaderMessage);
  else if (message.type === 'reader-gone') {
    readers.get(message.reader)?.onGone(message.reason);
    readers.delete(message.reader);
  } else if (app) await app.receive(message, send);
  else if (message.type === 'call') send({ type: 'failure', id: message.id, failure: { code: 'core.opening' } });
};

const app = open();
if (parentPort) parentPort.on('message', ({ data }) => void receive(app, data));
else {
  process.on('message', (message) => void receive(app, message as ShellToCore));
  // The shell is gone: whatever was committed is safe, and nobody is left to work for.
  process.on('disconnect', () => process.exit(0));
}
