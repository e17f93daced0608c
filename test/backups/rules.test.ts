import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mountedDrives } from '../../core/backups/drives.ts';
import { backupName, isCopyDue, isOverdue, isRehearsalDue, keptUntil, leavingDays, leavingToday } from '../../core/backups/rules.ts';
import { addDays } from '../../core/base/dates.ts';

const made = (day: string, number: number, reason: 'daily' | 'import' = 'daily') => ({ name: `${day} ${number}`, number, madeAt: `${day}T18:00:00+08:00`, reason });

describe('which backups stay', () => {
  test('one a day for four months: the last 7, the newest of 4 weeks and of 3 months', () => {
    let kept: ReturnType<typeof made>[] = [];
    for (let n = 0; n < 130; n += 1) {
      const day = addDays('2026-01-01', n);
      kept.push(made(day, n + 1));
      const leaving = leavingToday(kept, day);
      kept = kept.filter(({ name }) => !leaving.includes(name));
    }
    expect(kept.map(({ madeAt }) => madeAt.slice(0, 10))).toEqual([
      '2026-02-28', '2026-03-31', '2026-04-19', '2026-04-26', '2026-04-30', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09', '2026-05-10',
    ]);
  });

  test('the newest never leaves, every other is gone within 92 days, and a day that was told holds', () => {
    const backups = fc.array(fc.record({ day: fc.integer({ min: 0, max: 200 }), reason: fc.constantFrom('daily' as const, 'import' as const) }), { minLength: 1, maxLength: 40 })
      .map((days) => days.toSorted((a, b) => a.day - b.day).map(({ day, reason }, index) => made(addDays('2026-01-01', day), index + 1, reason)));
    fc.assert(fc.property(backups, fc.integer({ min: 0, max: 400 }), (all, later) => {
      const today = addDays('2026-01-01', later);
      const days = leavingDays(all);
      expect(days.get(all.at(-1)!.name)).toBeNull();
      for (const { name, madeAt } of all.slice(0, -1)) expect(days.get(name)! <= addDays(madeAt.slice(0, 10), 92)).toBe(true);
      const gone = leavingToday(all, today);
      expect(gone).not.toContain(all.at(-1)!.name);
      // What goes takes no other's promise with it: nobody leaves later than was told.
      const left = leavingDays(all.filter(({ name }) => !gone.includes(name)));
      for (const [name, day] of left) if (day !== null) expect(day <= days.get(name)!).toBe(true);
    }));
  });

  test('those before a step stay two weeks, and ten of them at most', () => {
    const steps = Array.from({ length: 12 }, (_, n) => made('2026-05-08', n + 1, 'import'));
    const days = [...leavingDays([...steps, made('2026-05-08', 99)]).values()];
    expect(days).toEqual(['2026-05-09', '2026-05-09', ...Array.from({ length: 10 }, () => '2026-05-22'), null]);
    expect(keptUntil('2026-05-08T12:00:00+08:00')).toBe('2026-06-07');
  });
});

test('names say when and why, and never twice the same', () => {
  expect(backupName('2026-03-05T12:30:10+08:00', 'daily', () => false)).toBe('乡客备份-2026-03-05-1230.xkb');
  expect(backupName('2026-03-05T12:30:10+08:00', 'import', (name) => name.endsWith('前.xkb'))).toBe('乡客备份-2026-03-05-1230-导入前-2.xkb');
});

test('a copy is overdue after a week, asked for once a day; going back is tried after a day and then every 30', () => {
  expect([isOverdue(null, null, '2026-05-15'), isOverdue(null, '2026-05-08T12:00:00+08:00', '2026-05-14'), isOverdue(null, '2026-05-08T12:00:00+08:00', '2026-05-15'), isOverdue('2026-05-10T12:00:00+08:00', '2026-05-01T12:00:00+08:00', '2026-05-15')]).toEqual([false, false, true, false]);
  expect([isCopyDue(null, '2026-05-08'), isCopyDue('2026-05-08T01:00:00+08:00', '2026-05-08'), isCopyDue('2026-05-07T23:00:00+08:00', '2026-05-08')]).toEqual([true, false, true]);
  expect([isRehearsalDue(null, null, '2026-05-08'), isRehearsalDue(null, '2026-05-07T12:00:00+08:00', '2026-05-08'), isRehearsalDue('2026-05-01T12:00:00+08:00', null, '2026-05-30'), isRehearsalDue('2026-05-01T12:00:00+08:00', null, '2026-05-31')]).toEqual([false, true, false, true]);
});

test('sticks are what a desktop mounted and can be written to', () => {
  const mounts = ['/dev/sda2 / ext4 rw 0 0', '/dev/sdb1 /media/wang/红色\\040U盘 vfat rw,relatime 0 0', '/dev/sr0 /media/wang/光盘 iso9660 ro,relatime 0 0', 'tmpfs /run/user/0 tmpfs rw 0 0', '/dev/sdc1 /run/media/wang/KINGSTON exfat rw 0 0', ''].join('\n');
  expect(mountedDrives(mounts)).toEqual(['/media/wang/红色 U盘', '/run/media/wang/KINGSTON']);
});
