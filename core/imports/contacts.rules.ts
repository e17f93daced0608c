/** Names and phones as exports write them. What is masked, encrypted or virtual never identifies anybody: null. */
import type { Cell } from './cells.ts';
import { textOf } from './values.rules.ts';

/** 抖店 ciphers: `##…`, `$$…`, and long base64 runs. */
const isCipher = (text: string): boolean => /^(?:##|\$\$|~|#[A-Za-z0-9+/]{16})/.test(text) || /^[A-Za-z0-9+/=]{40,}$/.test(text);

const mobile = /^1[3-9]\d{9}$/;
/** Area code and number, as village offices still write them. */
const landline = /^(0\d{2,3})-?(\d{7,8})$/;

/** Digits of a real Chinese mobile or landline, else null: masked (138****1234), virtual (…转1234, …-1234), encrypted. */
export const phoneOf = (cell: Cell | undefined): string | null => {
  const text = textOf(cell);
  if (text === null || isCipher(text) || text.includes('*')) return null;
  const plain = text.normalize('NFKC').replace(/^['‘’]/, '').replace(/[\s()]/g, '');
  if (/转|,|_|#|ext|分机/i.test(plain)) return null;
  const bare = plain.replace(/^(?:\+|00)?86[-\s]?(?=1\d{10}$|1\d{2}-\d{4}-\d{4}$|0)/, '').replace(/\.0+$/, '');
  if (/^1\d{10}-\d+$/.test(bare)) return null;
  const digits = bare.replace(/-/g, '');
  if (mobile.test(digits)) return digits;
  const line = landline.exec(bare) ?? landline.exec(digits);
  return line ? `${line[1]}${line[2]}` : null;
};

/**
 * A name as somebody would call the person. `张**`, `***` and ciphers are null; `张三[1234]` (the platform's pick-up
 * code) is 张三; 某先生 and 周某某 are null too, because every 周 of an anonymised file would share them.
 */
export const nameOf = (cell: Cell | undefined): string | null => {
  const text = textOf(cell);
  if (text === null || isCipher(text) || text.includes('*')) return null;
  const name = text.replace(/\s*[[［【(（]\d{3,6}[\]］】)）]$/, '').trim();
  if (name === '' || /某/.test(name) || /^1\d{10}$/.test(name) || name.length > 60) return null;
  return name;
};

export type CompositeContact = { readonly name: string; readonly phone: string; readonly address: string };

/** 千牛 2026 writes the recipient into one cell: "姓名，86-手机，地址". */
export const compositeContact = (text: string): CompositeContact | null => {
  const match = /^([^，,]{1,40})[，,]\s*((?:\+?86-?)?[\d*]{7,12}(?:-\d+)?)\s*[，,]\s*([\s\S]+)$/.exec(text);
  if (!match) return null;
  const [, name = '', phone = '', address = ''] = match;
  return { name: name.trim(), phone: phone.trim(), address: address.replace(/[\s，,]+$/, '') };
};
