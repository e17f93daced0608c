import { daysBetween } from '../../core/base/dates.ts';
import { agesOf, birthdayHolds, birthdayWords, nextBirthday, spokenBirthday } from '../../core/customers/birthday.rules.ts';
import type { Address, Birthday, CustomerDetail } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { dayText, today } from '../ui/format.ts';

export const addressText = ({ province, city, district, town, village, hamlet, detail }: Address): string =>
  // Platforms often repeat the village in the rest of the address.
  [province, city === province ? null : city, district, town, village !== null && detail?.includes(village) ? null : village, hamlet, detail].filter((part) => part !== null && part !== '').join('');

/** 1968年5月8日, 农历四月十一, 属马, or as much of it as is known. */
export const birthdayText = birthdayWords;

/** 今年是 7月28日 周二，还有 81 天 */
const nextText = (birthday: Birthday, now: string): string | null => {
  const next = nextBirthday(birthday, now);
  if (next === null) return null;
  const days = daysBetween(now, next);
  if (days === 0) return t('customers.birthday.today');
  return next.slice(0, 4) === now.slice(0, 4) ? t('customers.birthday.thisYear', { day: dayText(next, now), days }) : t('customers.birthday.nextYear', { day: dayText(next, now), days });
};

const rangeText = ({ least, most }: { readonly least: number; readonly most: number }): string => (least === most ? String(least) : t('customers.birthday.or', { least, most }));

/** 58 岁（虚岁 59） */
const agesText = (birthday: Birthday, now: string): string | null => {
  const ages = agesOf(birthday, now);
  return ages && t('customers.birthday.ages', { full: rangeText(ages.full), nominal: rangeText(ages.nominal) });
};

/** What follows from a birthday today: when it is, and how old the person is. */
export const birthdayMeaning = (birthday: Birthday, now: string = today()): string =>
  [nextText(birthday, now), agesText(birthday, now)].filter((part) => part !== null).join('，');

/** What was understood while it is being typed. */
export const heardBirthday = (text: string, now: string = today()): string => {
  if (text.trim() === '') return t('customers.birthday.hint');
  const spoken = spokenBirthday(text);
  if (!spoken) return t('customers.birthday.unread');
  const words = birthdayWords(spoken.birthday, spoken.zodiac);
  if (!spoken.birthday) return words;
  if (!birthdayHolds(spoken.birthday)) return t('customers.birthday.noSuchDay', { words });
  const meaning = birthdayMeaning(spoken.birthday, now);
  return meaning === '' ? words : t('customers.birthday.heard', { words, meaning });
};

export const holdingText = ({ name, amount, unit }: CustomerDetail['holdings'][number]): string => `${name}${amount === null ? '' : ` ${amount} ${unit ?? ''}`.trimEnd()}`;

