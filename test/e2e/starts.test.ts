/** From one start to the next, the other way of hosting the core, and the fuses of the program. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { callCore, freshFolder, openApp, program } from './app.ts';

describe('from one day to the next', () => {
  it('the window comes back with its size, and the practice book is another file', async () => {
    const dataFolder = freshFolder();
    const first = await openApp({ dataFolder });
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1111, 701));
    expect(await first.page.evaluate(() => window.bridge.native.book())).toBe('shop');
    await first.page.evaluate(() => void window.bridge.native.openBook('practice'));
    await first.page.waitForFunction(() => window.bridge?.native.book() === 'practice');
    expect(await callCore(first, 'settings.get')).toMatchObject({ shopName: null });
    // The page sets the type that the settings hold: they must agree, or it would set it back.
    await callCore(first, 'settings.update', { typeSize: 125 });
    await first.page.evaluate(() => window.bridge.native.setTypeSize(125));
    await first.page.waitForFunction(() => Math.round(window.devicePixelRatio * 100) === 125);
    await first.close();
    expect(JSON.parse(readFileSync(join(dataFolder, 'window.json'), 'utf8'))).toMatchObject({ typeSize: 125, maximized: false });
    expect(readdirSync(dataFolder)).toEqual(expect.arrayContaining(['practice.db', 'shop.db', 'window.json']));

    const second = await openApp({ dataFolder });
    expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize())).toEqual([1111, 701]);
    expect(await second.page.evaluate(() => window.bridge.native.book())).toBe('shop');
    await second.close();

    writeFileSync(join(dataFolder, 'window.json'), '\0\0\0\0');
    const third = await openApp({ dataFolder });
    expect(await third.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize())).toEqual([1280, 720]);
    await third.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
});

describe('the core in Electron’s own utility process', () => {
  it('answers, reads a spreadsheet in a reader of its own, and is started again when it dies', async (context) => {
    const opened = await openApp({ env: { XIANGKE_CORE_ENTRY: join(import.meta.dirname, '..', 'electron', 'echo-core.mjs') } });
    try {
      // On the official runtime the whole app runs this way, and the entry above is not looked at.
      if (!(await opened.page.evaluate(() => window.bridge.native.runtime().standIn))) return context.skip();
      const first = (await callCore(opened, 'echo.say', { name: '李桂兰' })) as { pid: number; args: string[] };
      expect(first).toMatchObject({ method: 'echo.say', input: { name: '李桂兰' }, args: expect.arrayContaining(['--db', join(opened.dataFolder, 'shop.db')]) as unknown });
      const hosts = await opened.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name, serviceName }) => ({ pid, name, serviceName })));
      expect(hosts).toContainEqual(expect.objectContaining({ pid: first.pid }));

      const table = join(opened.dataFolder, '订单.csv');
      writeFileSync(table, '订单编号,金额\n0012,3.50\n');
      const reading = (await callCore(opened, 'echo.read', { path: table, maxRows: 100 })) as { messages: { type: string; rows?: unknown }[]; reason: string };
      expect(reading.reason).toBe('exited');
      expect(reading.messages.flatMap(({ rows }) => rows ?? [])).toEqual([['订单编号', '金额'], ['0012', '3.50']]);

      expect(await callCore(opened, 'echo.crash')).toEqual({ code: 'core.restarted' });
      const second = (await callCore(opened, 'echo.say')) as { pid: number };
      expect(second.pid).not.toBe(first.pid);
      expect(readFileSync(join(opened.dataFolder, 'logs', 'xiangke.log'), 'utf8')).not.toMatch(/王秀英|13800000001/);
    } finally {
      await opened.close();
    }
  });
});

describe('the fuses of the packaged program', () => {
  it('are blown as promised; only the inspector is open, because this is the test build', async () => {
    const wire = await getCurrentFuseWire(process.platform === 'darwin' ? join(program, '..', '..', '..') : program);
    const state = (fuse: FuseV1Options) => wire[fuse];
    const off = [FuseV1Options.RunAsNode, FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseV1Options.GrantFileProtocolExtraPrivileges, FuseV1Options.LoadBrowserProcessSpecificV8Snapshot];
    const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
    expect(off.map(state)).toEqual(off.map(() => FuseState.DISABLE));
    expect(on.map(state)).toEqual(on.map(() => FuseState.ENABLE));
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.ENABLE);
    const release = readFileSync(join(import.meta.dirname, '..', '..', 'electron-builder.yml'), 'utf8');
    expect(release).toMatch(/enableNodeCliInspectArguments: false/);
  });
});
