/** Faults and what mends them, in words. */
import type { Fault, Fix } from '../../core/quality/contract.ts';
import { birthdayText } from '../customers/words.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { dayText, maskedPhone, yuan } from '../ui/format.ts';

/** 电话 1381234567 有 10 位，不像能打通的号码。 */
export const faultText = ({ code, details, name }: Fault, masked: boolean): string => {
  const { phone = '', day, fen, usual, digits = '', age = '' } = details;
  return wordsFor('quality.says', code, {
    name: name ?? '',
    digits: String(digits),
    age: String(age),
    phone: masked ? maskedPhone(String(phone)) : String(phone),
    day: day === undefined ? '' : dayText(String(day)),
    money: fen === undefined ? '' : yuan(Number(fen)),
    usual: usual === undefined ? '' : yuan(Number(usual)),
  }) ?? code;
};

export const fixText = (fix: Fix): string => {
  switch (fix.field) {
    case 'name':
      return t('quality.proposals.name', { value: fix.name });
    case 'phone':
      return t('quality.proposals.phone', { value: fix.number });
    case 'village':
      return t('quality.proposals.village', { value: fix.village });
    case 'birthday':
      return fix.birthday === null ? t('quality.proposals.noBirthday') : t('quality.proposals.birthday', { value: birthdayText(fix.birthday) });
    case 'consent':
      return t('quality.proposals.consent');
    case 'tag':
      return t('quality.proposals.tag', { value: fix.tag });
  }
};
