/** How numbers, money and days are written on the screen. */
import { dayNumber, dayOf, daysBetween, instantOf, isDay } from '../../core/base/dates.ts';
import { yuan } from '../../core/base/money.ts';
import { maskedPhone as masked } from '../../core/base/phones.ts';
import { t } from '../i18n/texts.ts';

export { yuan };

/** The shop's day, which is China's, whatever zone the laptop believes in. */
export const today = (): string => dayOf(instantOf(Date.now()));

/** From ten thousand yuan up in 万, for overviews; details use `yuan`. */
export const moneyShort = (fen: number): string =>
  Math.abs(fen) < 1_000_000 ? yuan(fen) : `${fen < 0 ? '-' : ''}¥${t('app.money.wan', { amount: (Math.abs(fen) / 1_000_000).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',') })}`;

export const numberText = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** Of a file or a disk: GB from a thousand MB up. */
export const sizeText = (bytes: number): string => (bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);

export const percentText = (share: number): string => (share > 0 && share < 0.01 ? '<1' : String(Math.round(share * 100)));

const weekdayOf = (day: string): string => t('app.time.weekday', { name: t('app.time.weekdays').charAt((dayNumber(day) + 4) % 7) });

/** 今天, 昨天, 5月8日 周三, 2025年5月8日. */
export const dayText = (day: string | null, now: string = today()): string => {
  if (day === null) return '';
  const away = daysBetween(day, now);
  if (away === 0) return t('app.time.today');
  if (away === 1) return t('app.time.yesterday');
  const parts = { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
  return day.slice(0, 4) === now.slice(0, 4) ? `${t('app.time.monthDay', parts)} ${weekdayOf(day)}` : t('app.time.yearMonthDay', parts);
};

/** Without 今天 and 昨天: for paper, which is read later. */
export const fullDay = (day: string | null): string =>
  day === null ? '' : t('app.time.yearMonthDay', { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) });

export const instantText = (instant: string | null, now: string = today()): string => {
  if (instant === null) return '';
  const day = dayOf(instant);
  const time = `${Number(instant.slice(11, 13))}:${instant.slice(14, 16)}`;
  const away = daysBetween(day, now);
  if (away === 0) return t('app.time.todayAt', { time });
  if (away === 1) return t('app.time.yesterdayAt', { time });
  const parts = { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
  return `${day.slice(0, 4) === now.slice(0, 4) ? t('app.time.monthDay', parts) : t('app.time.yearMonthDay', parts)} ${time}`;
};

/** A day as people type it: 2026-5-8, 2026/05/08, 20260508, 2026年5月8日. Null when it is none. */
export const dayFrom = (text: string): string | null => {
  const parts = /^\s*(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?\s*$/.exec(text);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
  return isDay(day) ? day : null;
};

/** A day with or without a time, as people type it: 2026-5-8, 2026-5-8 15:20. Noon when the time is left out; null when it is none. */
export const instantFrom = (text: string): string | null => {
  const [, dayPart = '', hour = '12', minute = '00'] = /^(.*?)(?:[\sT]+(\d{1,2})[:：点](\d{2})分?)?\s*$/.exec(text) ?? [];
  const day = dayFrom(dayPart);
  return day === null || Number(hour) > 23 || Number(minute) > 59 ? null : `${day}T${hour.padStart(2, '0')}:${minute}:00+08:00`;
};

/** 今天, 昨天, 12 天前. */
export const agoText = (days: number | null): string =>
  days === null ? '' : days <= 0 ? t('app.time.today') : days === 1 ? t('app.time.yesterday') : t('app.time.daysAgo', { days: numberText(days) });

/** `2026-05` → 5月, with the year when it is another one. */
export const monthText = (month: string, now: string = today()): string => {
  const parts = { year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)) };
  return month.slice(0, 4) === now.slice(0, 4) ? t('app.time.month', parts) : t('app.time.yearMonth', parts);
};

/** 138****5678: enough to know whose it is, not enough to call. */
export const maskedPhone = (phone: string | null): string => (phone === null ? '' : masked(phone));
