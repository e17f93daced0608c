/** Which backups stay and how long, when the next is due, and what the files are called. */
import { addDays, dayOf, daysBetween, dayNumber } from '../base/dates.ts';
import type { BackupReason } from './contract.ts';

type Made = { readonly name: string; /** counts on, whatever the clock says */ readonly number: number; readonly madeAt: string; readonly reason: BackupReason };

const ending = '.xkb';
const shortReasons: Readonly<Partial<Record<BackupReason, string>>> = { import: '导入前', migration: '升级前', restore: '恢复前', delete: '删除前', merge: '合并前', handover: '换电脑' };

/** 乡客备份-2026-03-05-1230.xkb; `taken` says which names are not free. A clock that was set back overwrites nothing. */
export const backupName = (madeAt: string, reason: BackupReason, taken: (name: string) => boolean): string => {
  const word = shortReasons[reason];
  const stem = `乡客备份-${madeAt.slice(0, 10)}-${madeAt.slice(11, 16).replace(':', '')}${word === undefined ? '' : `-${word}`}`;
  for (let turn = 1; ; turn += 1) {
    const name = `${stem}${turn === 1 ? '' : `-${turn}`}${ending}`;
    if (!taken(name)) return name;
  }
};
export const isBackupName = (name: string): boolean => name.startsWith('乡客备份-') && name.endsWith(ending);

/** Days that the newest of a day, of a week and of a month stay: 7 daily, 4 weekly, 3 monthly. */
const dailyDays = 7;
const weeklyDays = 28;
export const monthlyDays = 92;
/** Those before a step are for going back to soon. */
const stepDays = 14;
const stepsAtMost = 10;
/** Another one of the same day does not push it out before the next. */
const leastDays = 1;

const isStep = ({ reason }: Made): boolean => reason in shortReasons;
/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
const weekOf = ({ madeAt }: Made): string => String(Math.floor((dayNumber(dayOf(madeAt)) + 3) / 7));
const monthOf = ({ madeAt }: Made): string => madeAt.slice(0, 7);

export const newestFirst = <T extends Pick<Made, 'number'>>(backups: readonly T[]): readonly T[] => backups.toSorted((a, b) => b.number - a.number);

/** The newest of each span stands for it. */
const standingFor = (backups: readonly Made[], span: (backup: Made) => string): ReadonlySet<string> =>
  new Set([...new Map(newestFirst(backups).toReversed().map((backup) => [span(backup), backup.name])).values()]);

/** By name, the day on which each is gone at the latest. The newest of all never leaves (null). */
export const leavingDays = (backups: readonly Made[]): ReadonlyMap<string, string | null> => {
  const regular = backups.filter((one) => !isStep(one));
  const [days, weeks, months] = [({ madeAt }: Made) => dayOf(madeAt), weekOf, monthOf].map((span) => standingFor(regular, span));
  const steps = newestFirst(backups.filter(isStep)).map(({ name }) => name);
  const stays = (one: Made): number => {
    if (isStep(one)) return steps.indexOf(one.name) < stepsAtMost ? stepDays : leastDays;
    return months!.has(one.name) ? monthlyDays : weeks!.has(one.name) ? weeklyDays : days!.has(one.name) ? dailyDays : leastDays;
  };
  const newest = newestFirst(backups)[0]?.name;
  return new Map(backups.map((one) => [one.name, one.name === newest ? null : addDays(dayOf(one.madeAt), stays(one))]));
};

export const leavingToday = (backups: readonly Made[], today: string): readonly string[] =>
  [...leavingDays(backups)].filter(([, day]) => day !== null && day <= today).map(([name]) => name);

/** How long the data from before a restore are kept. */
export const keptDays = 30;
export const keptUntil = (keptAt: string): string => addDays(dayOf(keptAt), keptDays);

/** A week without a copy elsewhere; counted from the first day of the shop when there never was one. */
export const isOverdue = (copiedAt: string | null, since: string | null, today: string): boolean => {
  const from = copiedAt ?? since;
  return from !== null && daysBetween(dayOf(from), today) >= 7;
};

/** A stick is asked about when the last copy is of another day. */
export const isCopyDue = (copiedAt: string | null, today: string): boolean => copiedAt === null || dayOf(copiedAt) !== today;

export const isRehearsalDue = (rehearsedAt: string | null, since: string | null, today: string): boolean => {
  const from = rehearsedAt ?? since;
  return from !== null && daysBetween(dayOf(from), today) >= (rehearsedAt === null ? 1 : 30);
};

/** Tables dropped one after the other are one step: undoing them needs no backup between them. */
export const importsTogether = 10 * 60_000;

export const passwordAtLeast = 6;
