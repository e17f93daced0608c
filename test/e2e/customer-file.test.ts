/** A new customer in the packaged app, by keyboard only, with an input method: J3's new person, and all of the file after it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CDPSession } from 'playwright';
import { callCore, openApp } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;
let session: CDPSession;

beforeAll(async () => {
  opened = await openApp();
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
  session = await opened.page.context().newCDPSession(opened.page);
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  await callCore(opened, 'customers.create', { name: '李大海', addresses: [{ province: '河南省', city: '信阳市', district: '光山县', town: '槐店乡', village: '石桥村', detail: null }] });
  await opened.page.reload();
  await opened.page.getByRole('link', { name: '客户', exact: true }).waitFor();
});
afterAll(async () => {
  await opened.close();
});

/** Composes as an input method does: letters, then the Enter or blank that takes the word. Letters and that key are content. */
const compose = async (letters: string, word: string): Promise<void> => {
  for (let length = 1; length <= letters.length; length += 1) {
    await session.send('Input.imeSetComposition', { text: letters.slice(0, length), selectionStart: length, selectionEnd: length });
  }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await session.send('Input.insertText', { text: word });
  // Nobody's next key comes sooner; what comes sooner is the input method's own.
  await opened.page.waitForTimeout(50);
};
const saved = async (): Promise<number> => ((await callCore(opened, 'customers.list', {})) as { total: number }).total;
const focused = (): Promise<string> => opened.page.evaluate(() => document.activeElement?.getAttribute('id') ?? '');

test('a person with phone and village is written down in at most ten keys, and the input method\'s Enter saves nothing', async () => {
  const { page } = opened;
  await page.getByRole('link', { name: '客户', exact: true }).click();
  hands.start();
  await hands.button('新建客户');
  await page.getByRole('textbox', { name: '姓名' }).waitFor();
  const name = await focused();
  await compose('zhangxiulan', '张秀兰');
  expect([await focused(), await page.getByRole('textbox', { name: '姓名' }).inputValue(), await saved()]).toEqual([name, '张秀兰', 1]);
  await hands.press('Enter');
  await page.keyboard.type('13900005678');
  await hands.press('Enter');
  await compose('shiqiao', '石桥');
  await page.getByRole('option', { name: '石桥村' }).waitFor();
  await hands.press('ArrowDown');
  await hands.press('Enter');
  await hands.press('Enter');
  await page.keyboard.insertText('六月十五');
  await page.getByText(/^农历六月十五（/).waitFor();
  await hands.picture('customer-form');
  await hands.press('Control+s');
  await page.getByRole('heading', { name: '张秀兰' }).waitFor();
  expect(hands.count()).toBeLessThanOrEqual(10);
  await page.getByText('河南省信阳市光山县槐店乡石桥村').waitFor();
  await hands.picture('customer-file');
});

test('a photo is made small, shown, and taken away by 撤销', async () => {
  const { page } = opened;
  const large = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 2000;
    const paper = canvas.getContext('2d')!;
    for (let at = 0; at < 400; at += 1) {
      paper.fillStyle = `hsl(${(at * 47) % 360} 80% 50%)`;
      paper.fillRect((at * 131) % 3000, (at * 77) % 2000, 160, 160);
    }
    return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
  });
  await page.locator('input[type=file]').setInputFiles({ name: '张秀兰.png', mimeType: 'image/png', buffer: Buffer.from(large, 'base64') });
  const photo = page.getByRole('img', { name: '张秀兰的照片' });
  await photo.waitFor();
  const [width, characters] = await photo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.src.length] as const);
  expect(width).toBe(640);
  expect(characters).toBeLessThan(273_100);
  await page.getByRole('button', { name: '撤销' }).last().click();
  await photo.waitFor({ state: 'detached' });
  expect(opened.complaints).toEqual([]);
});
