/** Phones that are shown only in part, and taken back in full when they come back untouched. */

/** 138****5678: enough to know whose it is, not enough to call. */
export const maskedPhone = (phone: string): string =>
  phone.length < 7 ? phone.replace(/.(?=.{2})/g, '*') : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

const digit = '[0-9０-９]';
/** Five digits and more, as people group them: 138 0000 1234, 0593-8512345. A day is none. */
const longNumber = new RegExp(`(?<!${digit})(?!\\d{4}-\\d\\d-\\d\\d(?!\\d))${digit}(?:[ -]?${digit}){4,}(?!${digit})`, 'g');
const mobileOrLandline = new RegExp(`(?<!${digit})(?:[1１][3-9３-９](?:[ -]?${digit}){9}|[0０](?:[ -]?${digit}){9,11})(?!${digit})`, 'g');
/** A country code glued to a mobile hides it from the pattern above. */
const withCountry = new RegExp(`(?<!${digit})(?:00)?86[ -]?[1１][3-9３-９](?:[ -]?${digit}){9}(?!${digit})`, 'g');

const maskedNumber = (text: string): string => maskedPhone(text.normalize('NFKC').replace(/[ -]/g, ''));

/** For a text that is a phone or may hold one in any form: every longer number is masked. */
export const withNumbersMasked = (text: string): string => text.replace(longNumber, maskedNumber);

/** For any other text: what looks like a mobile or a landline is masked; an order number of other length stays. */
export const withPhonesMasked = (text: string): string => text.replace(withCountry, maskedNumber).replace(mobileOrLandline, maskedNumber);

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

const mapTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)])) : value;
};

/**
 * What somebody sends back who saw the phones masked: every mask becomes the number again that it stands for in what is
 * stored. A mask that stands for none, or for two, stays as it is and is refused as every wrong phone.
 */
export const unmasked = <T>(sent: T, stored: unknown): T => {
  if (!textsIn(sent).some((text) => text.includes('*'))) return sent;
  const numbers = new Map<string, Set<string>>();
  for (const text of textsIn(stored)) {
    for (const pattern of [longNumber, mobileOrLandline, withCountry]) {
      for (const [number] of text.matchAll(pattern)) numbers.set(maskedNumber(number), (numbers.get(maskedNumber(number)) ?? new Set()).add(number));
    }
  }
  return mapTexts(sent, (text) => text.replace(/[0-9]*\*+[0-9]*/g, (mask) => {
    const [number, ...others] = numbers.get(mask) ?? [];
    return number === undefined || others.length > 0 ? mask : number;
  })) as T;
};
