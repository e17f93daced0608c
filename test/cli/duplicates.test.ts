import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { nodePath } from '../support/core-process.ts';

const entry = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));

test('the command line lists likely duplicates and households with their reasons', () => {
  const folder = mkdtempSync(join(tmpdir(), '乡客 命令 '));
  try {
    const xiangke = (...args: string[]) => JSON.parse(spawnSync(nodePath, [entry, ...args, '--db', join(folder, 'shop.db'), '--json'], { encoding: 'utf8' }).stdout);
    const members = ['客户姓名,客户昵称,客户手机号,客户生日,客户性别,标签,成长值', '王桂英,,13900001234,,,,0', '王贵英,,13900001234,,,,0', '李志强,,13900001234,,,,0'];
    writeFileSync(join(folder, '会员.csv'), members.join('\n'));
    expect(xiangke('import', join(folder, '会员.csv')).files[0]).toMatchObject({ customersCreated: 3, rowsRefused: 0 });
    const { duplicates, households } = xiangke('duplicates');
    expect(duplicates).toMatchObject([{ left: '王桂英', right: '王贵英', reasons: [{ code: 'phoneSame', details: { phone: '13900001234' } }, { code: 'nameSamePinyin', details: { left: '王桂英', right: '王贵英' } }] }]);
    expect(households.map(({ left, right }: { left: string; right: string }) => [left, right])).toEqual([['王桂英', '李志强'], ['王贵英', '李志强']]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
