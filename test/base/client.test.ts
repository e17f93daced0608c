import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CallFailed, createClient } from '../../core/base/client.ts';
import { Day, job } from '../../core/base/contract.ts';
import type { Reply, Request } from '../../core/base/protocol.ts';

const contract = { reports: { exportTable: job(z.undefined(), z.string()) } };

/** A link whose other end is the test. */
const linked = () => {
  const sent: Request[] = [];
  let receive: (reply: Reply) => void = () => undefined;
  const client = createClient(contract, {
    send: (request) => void sent.push(request),
    onReply: (listener) => {
      receive = listener;
    },
  });
  return { client, sent, reply: (reply: Reply) => receive(reply) };
};

test('a call that was cancelled before it began is refused and never sent', async () => {
  const { client, sent } = linked();
  await expect(client.reports.exportTable(undefined, { signal: AbortSignal.abort() })).rejects.toEqual(new CallFailed({ code: 'job.cancelled' }));
  expect(sent).toEqual([]);
});

test('an answered call no longer listens to its signal, whether it went well or not', async () => {
  const { client, sent, reply } = linked();
  const stop = new AbortController();
  const first = client.reports.exportTable(undefined, { signal: stop.signal });
  const second = client.reports.exportTable(undefined, { signal: stop.signal });
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(2);
  reply({ type: 'result', id: 1, output: '好' });
  reply({ type: 'failure', id: 2, failure: { code: 'file.write' } });
  expect(await first).toBe('好');
  await expect(second).rejects.toThrow('file.write');
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  stop.abort();
  expect(sent.map(({ type }) => type)).toEqual(['call', 'call']);
});

test('a running call is cancelled through its signal', async () => {
  const { client, sent, reply } = linked();
  const stop = new AbortController();
  const call = client.reports.exportTable(undefined, { signal: stop.signal });
  stop.abort();
  expect(sent).toMatchObject([{ type: 'call', id: 1 }, { type: 'cancel', id: 1 }]);
  reply({ type: 'failure', id: 1, failure: { code: 'job.cancelled' } });
  await expect(call).rejects.toThrow('job.cancelled');
});

test.each([['2026-02-28', true], ['2024-02-29', true], ['2026-02-30', false], ['2026-13-01', false], ['2026-2-1', false], ['2026-02-01 ', false], ['', false]])(
  '%j is a day of the calendar: %s', (text, known) => expect(Day.safeParse(text).success).toBe(known));
