/** A whole day with the packaged app, watched by the system: not one connection leaves it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { taobaoCsv, orderId } from '../support/given.ts';
import { callCore, dropFiles, openApp, program, willSaveAs } from './app.ts';

/** Writes down every connection and datagram of a program and all that it starts. */
const tracing = (log: string): readonly string[] => ['-f', '--seccomp-bpf', '-qq', '-yy', '-s', '64', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', log];
const canWatch = process.platform === 'linux' && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
if (!canWatch) process.stdout.write('! 没有 strace：没有看程序有没有连网 (install strace: nobody watched the network)\n');

/**
 * Connections and packets to other machines. Chromium asks the kernel at its start whether there would be a way for IPv6, by
 * connecting a datagram socket: nothing is sent by that, and what is sent is listed.
 */
const reachedIn = (log: string): readonly string[] =>
  readFileSync(log, 'utf8').split('\n').filter((line) => /(?:connect\(\d+<TCP|(?:sendto|sendmsg|sendmmsg)\(\d+<(?:TCP|UDP))/.test(line) && !/127\.0\.0\.1|\[::1\]|"::1"/.test(line));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 网络-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!canWatch)('the watch sees a program that asks another machine, in a connection and in a packet', () => {
  const log = join(folder, 'seen');
  const asks = `require('node:net').connect(9, '192.0.2.1').on('error', () => undefined); require('node:dgram').createSocket('udp4').send('x', 9, '192.0.2.2', () => undefined); setTimeout(() => process.exit(), 500)`;
  spawnSync('strace', [...tracing(log), process.execPath, '-e', asks]);
  for (const machine of ['192.0.2.1', '192.0.2.2']) expect(reachedIn(log).join('\n')).toContain(machine);
});

test.skipIf(!canWatch)('a day with imports, pages, exports, a PDF and a backup reaches no other machine', { timeout: 240_000 }, async () => {
  const log = join(folder, 'connections');
  const watched = join(folder, 'watched');
  writeFileSync(watched, `#!/bin/sh\nexec strace ${tracing(log).join(' ').replace(log, `'${log}'`)} '${program}' "$@"\n`);
  chmodSync(watched, 0o755);
  const opened = await openApp({ executable: watched });
  try {
    const table = join(folder, '四月.csv');
    writeFileSync(table, taobaoCsv([1, 2, 3].map((n) => ({ id: orderId(n), buyer: `tb_${n}`, name: `客${n}号`, phone: `1990000100${n}`, title: 'http://example.com/鸡蛋' }))));
    await callCore(opened, 'settings.update', { shopName: '桥头小店' });
    await opened.page.reload();
    await opened.page.getByRole('link', { name: '客户' }).first().waitFor();
    await dropFiles(opened, 'body', [table]);
    await opened.page.waitForFunction(() => document.body.textContent?.includes('四月') ?? false);
    await callCore(opened, 'customers.create', { name: '王桂英', note: 'https://example.com/ <img src=https://example.com/a.png>' });
    for (const page of ['/customers', '/orders', '/segments', '/reports', '/imports', '/quality', '/history', '/backups', '/settings', '/settings/privacy', '/settings/privacy/lost']) {
      await opened.page.evaluate((address) => {
        location.hash = address;
      }, page);
      await opened.page.waitForTimeout(400);
    }
    await willSaveAs(opened, join(folder, '报告.pdf'));
    await opened.page.evaluate(async () => {
      const place = await window.bridge.native.chooseSavePath({ title: '存到哪里', defaultName: '报告', kind: 'pdf' });
      return place === null ? null : window.bridge.native.savePdf(place.token);
    });
    await callCore(opened, 'backups.make');
    await opened.page.evaluate(() => fetch('https://example.com/').catch(() => null));
  } finally {
    await opened.close();
  }
  expect(existsSync(log)).toBe(true);
  expect(readFileSync(log, 'utf8')).toMatch(/AF_UNIX|exited|sendmsg/);
  expect(reachedIn(log)).toEqual([]);
});
