import { lockedOffice } from '../locked-files.ts';
import { contactVariants } from './contacts.ts';
import { douyinVariants } from './douyin.ts';
import { jingdongVariants } from './jingdong.ts';
import { kuaituantuanVariants } from './kuaituantuan.ts';
import { liveVariants } from './live.ts';
import { pinduoduoVariants } from './pinduoduo.ts';
import { shopVariants } from './shops.ts';
import { taobaoVariants } from './taobao.ts';
import type { Variant } from './variant.ts';
import { forms } from './forms.ts';

export const variants: readonly Variant[] = [...taobaoVariants, ...pinduoduoVariants, ...jingdongVariants, ...douyinVariants, ...liveVariants, ...kuaituantuanVariants, ...shopVariants, ...contactVariants];

export type VariantFile = { readonly form: string; readonly name: string; readonly bytes: Uint8Array; readonly passwords?: string[] };

/** The variant's files, one a form. */
export const filesOf = ({ forms: names, fileName, sheets, bytes, password }: Variant): readonly VariantFile[] => {
  const open = names.map((name) => ({ form: forms[name].name, name: `${fileName}.${forms[name].extension}`, bytes: forms[name].write(sheets) }));
  const [first] = open;
  return [
    ...open,
    ...(first && password !== undefined ? [{ ...first, form: `${first.form} 带密码`, bytes: lockedOffice(first.bytes, password), passwords: [password] }] : []),
    ...(bytes ? [{ form: bytes.form, name: `${fileName}.${bytes.extension}`, bytes: bytes.write() }] : []),
  ];
};
