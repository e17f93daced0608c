/**
 * What `npm start` does where there is no screen: opens the packaged app on a virtual one and goes through the main job
 * with sample exports of a made-up shop, as a person would, then says what came out and where it lies.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportFilesOf } from '../core/practice/builders/export-files.ts';
import { generateShop } from '../core/practice/rules.ts';
import { callCore, dropFiles, openApp, willSaveAs } from '../test/e2e/app.ts';
import { root } from './steps.mjs';

const out = join(root, 'out', 'demo');
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'exports'), { recursive: true });
const print = (line) => process.stdout.write(`${line}\n`);
const yuan = (fen) => `¥${(fen / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`;

const files = exportFilesOf(generateShop({ seed: 1, until: '2026-11-20', customers: 800 })).map(({ name, bytes }) => {
  const path = join(out, 'exports', name);
  writeFileSync(path, bytes);
  return path;
});

const opened = await openApp();
const { page } = opened;
let picture = 0;
const look = (name) => page.screenshot({ path: join(out, `${String(++picture).padStart(2, '0')}-${name}.png`) });
const button = (name) => page.getByRole('button', { name }).first().click();
const link = (name) => page.getByRole('link', { name }).first().click();

try {
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await page.getByRole('textbox', { name: '给店取个名' }).fill('样板小店');
  await page.keyboard.press('Enter');
  await button('直接开始');

  print('导入平台导出的样表：');
  for (const [index, file] of files.entries()) {
    await dropFiles(opened, 'body', [file]);
    await button(/^导入 [\d,]+ 单$/);
    const done = page.getByText(/》导入好了/);
    await done.waitFor();
    if (index === 0) await look('导入');
    const [batch] = await callCore(opened, 'imports.list');
    const { counts } = batch;
    print(`  ${batch.platform}《${batch.fileName}》 ${counts.rowsRead} 行：新增 ${counts.ordersCreated} 单，退回 ${counts.rowsRefused} 行，新客户 ${counts.customersCreated} 人，不算购买 ${counts.ordersNotCounted} 单`);
  }

  await link('今天');
  await page.getByRole('heading', { name: /卖得最多/ }).waitFor();
  const overview = await callCore(opened, 'reports.overview');
  const { segments, lifecycle } = overview.scores;
  print(`一共 ${overview.customers} 位客户，${overview.purchases} 单买卖，${yuan(overview.netFen)}`);
  print(`常来的大主顾 ${segments['111'].customers} 人，很久没来的大主顾 ${segments['011'].customers} 人，新客 ${lifecycle.new.customers} 人，久没来的老客 ${lifecycle.dormant.customers} 人`);
  await look('今天');
  await link('客户');
  await page.getByRole('table').getByRole('row').nth(5).waitFor();
  await look('客户');
  await willSaveAs(opened, join(out, '客户.xlsx'));
  await button('导出 Excel');
  await page.getByText(/存好了 [\d,]+ 行/).waitFor();
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByText('为什么是这一群').waitFor();
  await look('一位客户');
  await link('分群');
  await page.getByRole('heading', { name: '常来的大主顾' }).waitFor();
  await look('分群');
  await button('打印名单');
  await page.getByRole('article', { name: '报告样子' }).waitFor();
  await willSaveAs(opened, join(out, '分群报告.pdf'));
  await button('存为 PDF');
  await page.getByText(/存好了，共 \d+ 页/).waitFor();
  await look('分群报告');
  if (opened.complaints.length > 0) throw new Error(`页面报错：${opened.complaints.join('; ')}`);
  print(`样表、Excel、PDF 和截图都在 ${out}`);
} finally {
  await opened.close();
}
