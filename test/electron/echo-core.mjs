// A core without a database that answers with what it was asked. Plain JavaScript, so that every runtime can host it.
const port = process.parentPort;
const send = (message) => (port ? port.postMessage(message) : process.send(message));
const granted = {};
const readings = new Map();
/** the reason of a core that lives on without a database */
const refusal = process.argv.includes('refuse') ? { code: 'database.newer' } : null;

function receive(message) {
  if (message.type === 'grant') granted[message.token] = message.path;
  if (message.type === 'close') send({ type: 'closed' });
  if (message.type === 'cancel') send({ type: 'failure', id: message.id, failure: { code: 'job.cancelled' } });
  if (message.type === 'reader-message') {
    readings.get(message.reader)?.messages.push(message.message);
    if (['done', 'failed'].includes(message.message.type)) send({ type: 'stop-reader', reader: message.reader });
  }
  if (message.type === 'reader-gone') {
    const reading = readings.get(message.reader);
    if (reading) send({ type: 'result', id: reading.id, output: { messages: reading.messages, reason: message.reason } });
  }
  if (message.type !== 'call') return;
  if (refusal && !message.method.startsWith('store.')) {
    send({ type: 'failure', id: message.id, failure: refusal });
    return;
  }
  if (message.method === 'echo.crash') throw new TypeError('quotes 王秀英 13800000001');
  if (message.method === 'echo.silence') return;
  if (message.method === 'echo.change') send({ type: 'changed', features: ['customers'] });
  if (message.method === 'echo.read') {
    readings.set(message.id, { id: message.id, messages: [] });
    send({ type: 'start-reader', reader: message.id, request: message.input });
    return;
  }
  send({ type: 'result', id: message.id, output: { method: message.method, input: message.input, args: process.argv.slice(2), pid: process.pid, granted } });
}

if (port) port.on('message', ({ data }) => receive(data));
else process.on('message', receive);
if (refusal) send({ type: 'refused', failure: refusal });
else if (process.argv.includes('die')) process.exit(1);
else send({ type: 'ready' });
