import type { Address, Birthday } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';

export const addressText = ({ province, city, district, village, detail }: Address): string =>
  // Platforms often repeat the village in the rest of the address.
  [province, city === province ? null : city, district, village !== null && detail?.includes(village) ? null : village, detail].filter((part) => part !== null && part !== '').join('');

const lunarMonths = ['正月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '冬月', '腊月'] as const;
const lunarDigits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;
const lunarDay = (day: number): string =>
  day <= 10 ? `初${lunarDigits[day - 1]}` : day < 20 ? `十${lunarDigits[day - 11]}` : day === 20 ? '二十' : day < 30 ? `廿${lunarDigits[day - 21]}` : '三十';

/** 1968年5月8日, 农历四月十一, or as much of it as is known. */
export const birthdayText = ({ calendar, year, month, day, leapMonth }: Birthday): string => {
  const yearPart = year === null ? '' : `${year}${t('customers.fields.year')}`;
  if (calendar === 'solar') return [yearPart, month === null ? '' : `${month}${t('customers.fields.month')}`, day === null ? '' : `${day}${t('customers.fields.day')}`].join('');
  return [t('customers.fields.lunar'), yearPart, leapMonth ? t('customers.fields.leapMonth').charAt(0) : '', month === null ? '' : lunarMonths[month - 1], day === null ? '' : lunarDay(day)].join('');
};
