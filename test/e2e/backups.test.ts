/** A backup on a stick, going back, and a new laptop, in the packaged app, with the keys counted. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callCore, freshFolder, openApp, willChoose, willSaveAs } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

/** A stick of our own; only whoever may mount one can put it in. */
const stick = '/media/红色U盘';
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

let opened: OpenedApp;
let hands: Hands;
let folder: string;

const start = async (dataFolder: string): Promise<void> => {
  opened = await openApp({ dataFolder });
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
};
const backupsIn = (dataFolder: string): readonly string[] => readdirSync(join(dataFolder, '备份')).filter((name) => name.endsWith('.xkb'));

beforeAll(async () => {
  folder = freshFolder('乡客 备份');
  await start(folder);
  await callCore(opened, 'settings.update', { shopName: '桂英土特产' });
  for (const name of ['王桂英', '张秀兰', '李大海']) await callCore(opened, 'customers.create', { name });
  await opened.page.reload();
  await opened.page.getByRole('link', { name: '今天' }).waitFor();
});
afterAll(async () => {
  await opened.close();
  if (!canMount || !existsSync(stick)) return;
  execFileSync('umount', [stick]);
  rmdirSync(stick);
});

describe('backup', () => {
  test.skipIf(!canMount)('a stick is plugged in: Enter, and a copy has left the laptop (2 keys at most)', async () => {
    mkdirSync(stick, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', stick]);
    const ask = opened.page.getByRole('button', { name: '备份到 U 盘' });
    await ask.waitFor();
    await hands.picture('backups-stick');
    hands.start();
    await hands.press('Enter');
    await opened.page.getByText(/备份到“红色U盘”了：3 位客户，0 单/).waitFor();
    expect(hands.count()).toBeLessThanOrEqual(2);
    expect(readdirSync(join(stick, '乡客备份'))).toHaveLength(1);
  });

  test('going back shows both sides and takes 6 keys at most; one more leads back again', async () => {
    await callCore(opened, 'backups.make');
    await callCore(opened, 'customers.create', { name: '后来的人' });
    hands.start();
    await hands.link('备份');
    await opened.page.getByRole('table', { name: '有哪些备份' }).waitFor();
    await hands.picture('backups-page');
    await hands.button(/^恢复到/);
    await opened.page.getByRole('table', { name: '两边各有什么' }).waitFor();
    await hands.picture('backups-sides');
    await hands.press('Enter');
    await opened.page.getByText('账本现在有 3 位客户，0 单，和备份里的一条不差。').waitFor();
    await hands.picture('backups-restored');
    await hands.press('Enter');
    await opened.page.getByText(/3 位客户|3 人/).first().waitFor();
    expect(hands.count()).toBeLessThanOrEqual(6);
    expect(await callCore(opened, 'customers.list', {})).toMatchObject({ total: 3 });
    const { kept: [before] } = (await callCore(opened, 'backups.list')) as { kept: readonly { name: string; facts: { customers: number } }[] };
    expect(before).toMatchObject({ facts: { customers: 4 } });
    await hands.link('备份');
    await hands.button(/恢复前的样子$/);
    await opened.page.getByRole('button', { name: '恢复到这一份' }).waitFor();
    await hands.press('Enter');
    await opened.page.getByText('账本现在有 4 位客户，0 单，和备份里的一条不差。').waitFor();
  });

  test('a new laptop goes on from one file (6 keys at most), and closing makes a backup by itself', async () => {
    const file = join(folder, '..', '换电脑.xkb');
    await hands.link('备份');
    await hands.button('换电脑');
    await hands.picture('backups-move');
    await willSaveAs(opened, file);
    await hands.button('存成一个文件');
    await opened.page.getByText(/存好了：4 位客户/).waitFor();
    const before = backupsIn(folder).length;
    await callCore(opened, 'customers.create', { name: '最后一位' });
    await opened.close();
    expect(backupsIn(folder)).toHaveLength(before + 1);

    const laptop = freshFolder('乡客 新电脑');
    await start(laptop);
    await opened.page.getByRole('button', { name: '从备份恢复' }).waitFor();
    await hands.picture('backups-first-start');
    await willChoose(opened, [file]);
    hands.start();
    await hands.button('从备份恢复');
    await opened.page.getByRole('button', { name: '恢复到这一份' }).waitFor();
    await hands.picture('backups-new-laptop');
    await hands.press('Enter');
    await opened.page.getByText('账本现在有 4 位客户，0 单，和备份里的一条不差。').waitFor();
    await hands.press('Enter');
    await opened.page.getByRole('link', { name: '客户' }).waitFor();
    expect(hands.count()).toBeLessThanOrEqual(6);
    expect(await callCore(opened, 'settings.get')).toMatchObject({ shopName: '桂英土特产' });
    expect(opened.complaints).toEqual([]);
  });
});
