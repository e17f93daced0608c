/**
 * Entry of the core process: messages in, messages out. Under Electron it runs in a utilityProcess (parent port),
 * elsewhere as a plain Node child (process.send); both carry the same protocol.
 */
import { parseArgs } from 'node:util';
import { systemClock } from './base/clock.ts';
import type { CoreToShell, ShellToCore } from './base/protocol.ts';
import { createBook } from './book.ts';
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

const { values } = parseArgs({ options: { db: { type: 'string' }, version: { type: 'string' }, home: { type: 'string', multiple: true }, backups: { type: 'string' } }, strict: false });
const book = createBook({
  path: String(values.db),
  version: String(values.version ?? ''),
  backupFolder: values.backups === undefined ? null : String(values.backups),
  homes: (Array.isArray(values.home) ? values.home : []).map(String),
  clock: systemClock,
  startReader: parentPort ? startShellReader : startNodeReader,
  onChanged: (features) => send({ type: 'changed', features }),
  onOpened: () => send({ type: 'ready' }),
  onRefused: (failure) => send({ type: 'refused', failure }),
});

const receive = async (message: ShellToCore): Promise<void> => {
  if (message.type === 'close') {
    // The last backup may take a while: whoever waits is told that it goes on.
    const working = setInterval(() => send({ type: 'closing' }), 1000);
    await book.close();
    clearInterval(working);
    send({ type: 'closed' });
    // A Node child ends by itself once the channel is closed; a utilityProcess needs to be told.
    if (parentPort) process.exit(0);
    process.disconnect();
  } else if (message.type === 'grant') book.files.grant(message.token, message.path);
  else if (message.type === 'reader-message') readers.get(message.reader)?.onMessage(message.message as ReaderMessage);
  else if (message.type === 'reader-gone') {
    readers.get(message.reader)?.onGone(message.reason);
    readers.delete(message.reader);
  } else await book.receive(message, send);
};

if (parentPort) parentPort.on('message', ({ data }) => void receive(data));
else {
  process.on('message', (message) => void receive(message as ShellToCore));
  // The shell is gone: whatever was committed is safe, and nobody is left to work for.
  process.on('disconnect', () => process.exit(0));
}
await book.open();
setInterval(() => void book.tick(), 10 * 60_000).unref();
setInterval(() => void book.lookForDrives(), 3000).unref();
void book.lookForDrives();
void book.tick();
