import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test('what npm start shows without a screen goes through to its end, and leaves its papers behind', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [inProject('.scripts/demo.mjs')]);
  expect(stdout).toMatch(/一共 [\d,]+ 位客户，[\d,]+ 单买卖/);
  for (const paper of ['客户.xlsx', '分群报告.pdf']) expect(existsSync(inProject(`out/demo/${paper}`))).toBe(true);
});
