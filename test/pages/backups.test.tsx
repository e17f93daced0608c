// @vitest-environment jsdom
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { vi } from 'vitest';
import { afterEach, describe, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const sell = async ({ core, app, folder }: Awaited<ReturnType<typeof openShop>>, count = 3): Promise<void> => {
  const { writeFileSync } = await import('node:fs');
  const path = join(folder, `${count}.csv`);
  writeFileSync(path, taobaoCsv(Array.from({ length: count }, (_, n) => ({ id: orderId(n + 1), buyer: `tb_${n}`, name: `人${n}` }))));
  app.files.grant(path, path);
  await core.imports.run({ file: path });
};
const stickIn = (folder: string) => {
  const id = join(folder, 'U盘');
  mkdirSync(id, { recursive: true });
  return { id, label: '红色U盘', freeBytes: 1e9 };
};

describe('备份', () => {
  test('says what is kept and until when, and one press makes one more', async () => {
    const shop = await openShop({ backups: true, at: '/backups' });
    expect(await screen.findByRole('heading', { name: '还没有备份' })).toBeTruthy();
    await sell(shop);
    fireEvent.click(screen.getByRole('button', { name: '现在备份' }));
    expect(await screen.findByText('备份好了：3 位客户，3 单')).toBeTruthy();
    const rows = within(await screen.findByRole('table', { name: '有哪些备份' })).getAllByRole('row');
    expect(rows[1]!.textContent).toMatch(/^今天 12:00自己点的3 位客户，3 单\d\.\d MB一直留着再查一遍恢复$/);
    expect(screen.getByText('上次备份 今天 12:00')).toBeTruthy();
    expect(screen.getByText(/那以后没有改动/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^再查一遍：/ }));
    expect(await screen.findByText(/从头到尾查过，是好的/)).toBeTruthy();
  });

  test('a stick that is plugged in is asked about: Enter, and a checked copy lies on it', async () => {
    const shop = await openShop({ backups: true, at: '/customers' });
    await sell(shop);
    const drive = stickIn(shop.folder);
    await shop.plugIn(drive);
    const yes = await screen.findByRole('button', { name: '备份到 U 盘' });
    await waitFor(() => expect(document.activeElement).toBe(yes));
    fireEvent.click(yes);
    expect(await screen.findByText('备份到“红色U盘”了：3 位客户，3 单。读回来查过，可以拔了。')).toBeTruthy();
    expect(readdirSync(join(drive.id, '乡客备份'))).toHaveLength(1);
    expect(screen.queryByRole('button', { name: '备份到 U 盘' })).toBeNull();
  });

  test('who is typing is not interrupted; 这次不用 puts it away', async () => {
    const shop = await openShop({ backups: true, at: '/customers/new' });
    await sell(shop);
    const field = await screen.findByRole('textbox', { name: '姓名' });
    field.focus();
    await shop.plugIn(stickIn(shop.folder));
    await screen.findByRole('button', { name: '备份到 U 盘' });
    expect(document.activeElement).toBe(field);
    fireEvent.click(screen.getByRole('button', { name: '这次不用' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '备份到 U 盘' })).toBeNull());
  });

  test('after a week without a copy elsewhere the first page says so, and leads there', async () => {
    const shop = await openShop({ backups: true });
    await sell(shop);
    await shop.tick();
    expect(screen.queryByText('还没有一份备份离开过这台电脑')).toBeNull();
    vi.setSystemTime(Date.parse('2026-05-15T09:00:00+08:00'));
    await shop.core.customers.create({ name: '王桂英' });
    await shop.tick();
    expect(await screen.findByText('还没有一份备份离开过这台电脑')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '去备份' }));
    expect(await screen.findByRole('button', { name: '现在备份' })).toBeTruthy();
  });

  test('locked: two passwords that agree, and a code that is shown once', async () => {
    const shop = await openShop({ backups: true, at: '/backups' });
    await sell(shop);
    fireEvent.change(await screen.findByLabelText('密码'), { target: { value: '三月桃花开了' } });
    fireEvent.change(screen.getByLabelText('再写一遍'), { target: { value: '三月' } });
    fireEvent.click(screen.getByRole('button', { name: '上锁' }));
    expect(await screen.findByText('两遍写的不一样')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('再写一遍'), { target: { value: '三月桃花开了' } });
    fireEvent.click(screen.getByRole('button', { name: '上锁' }));
    const code = (await screen.findByText(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)).textContent;
    fireEvent.click(screen.getByRole('button', { name: '打印恢复码' }));
    expect(shop.asked).toContain('print');
    fireEvent.click(screen.getByRole('button', { name: '抄好了' }));
    await waitFor(() => expect(screen.queryByText(code)).toBeNull());
    expect(screen.getByText(/^上锁了/)).toBeTruthy();
  });
});

describe('恢复', () => {
  test('both sides, one key, the counts after it, and the way back', async () => {
    const shop = await openShop({ backups: true, at: '/backups' });
    await sell(shop);
    await shop.core.backups.make();
    await shop.core.customers.create({ name: '后来的人' });
    fireEvent.click(await screen.findByRole('button', { name: '恢复到 今天 12:00 的这一份' }));
    const sides = await screen.findByRole('table', { name: '两边各有什么' });
    expect(sides.textContent).toContain('客户3 人4 人');
    fireEvent.click(screen.getByRole('button', { name: '恢复到这一份' }));
    expect(await screen.findByText('账本现在有 3 位客户，3 单，和备份里的一条不差。')).toBeTruthy();
    expect((await shop.core.customers.list({})).total).toBe(3);
    fireEvent.click(screen.getByRole('button', { name: '换回恢复前的样子' }));
    expect(await screen.findByText('换回来了')).toBeTruthy();
    await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(4));
  });

  test('on a new laptop, from the first page', async () => {
    const old = await openShop({ backups: true, at: '/backups/move' });
    await sell(old, 5);
    fireEvent.click(await screen.findByRole('button', { name: '存成一个文件' }));
    expect(await screen.findByText(/存好了：5 位客户，5 单/)).toBeTruthy();
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(join(old.folder, '乡客换电脑-2026-05-08.xkb'));
    await closeShop();
    const shop = await openShop({ shopName: null, backups: true });
    shop.choose(['乡客换电脑-2026-05-08.xkb', bytes]);
    fireEvent.click(await screen.findByRole('button', { name: '从备份恢复' }));
    expect((await screen.findByRole('table', { name: '两边各有什么' })).textContent).toContain('店名桂英土特产空的');
    fireEvent.click(screen.getByRole('button', { name: '恢复到这一份' }));
    fireEvent.click(await screen.findByRole('button', { name: '接着用' }));
    expect(await screen.findByRole('link', { name: '客户' })).toBeTruthy();
    expect((await shop.core.settings.get()).shopName).toBe('桂英土特产');
  });

  test('what is no backup is refused in words', async () => {
    const shop = await openShop({ backups: true, at: '/backups' });
    await sell(shop);
    shop.choose(['照片.jpg', 'no backup']);
    fireEvent.click(await screen.findByRole('button', { name: '从 U 盘或别的文件恢复' }));
    expect(await screen.findByText(/“照片\.jpg”不是乡客的备份。现在的数据没有动/)).toBeTruthy();
  });
});
