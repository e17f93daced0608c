import type { TypeSize } from '../../electron/bridge.ts';
import { native } from '../core.ts';

const key = 'typeSize';

/** The practice book has settings of its own; whoever needs large letters takes them along. */
export const openPractice = (typeSize: TypeSize): void => {
  sessionStorage.setItem(key, String(typeSize));
  void native.openBook('practice');
};

export const broughtTypeSize = (): { readonly typeSize?: TypeSize } => {
  const typeSize = ([100, 125, 150] as const).find((size) => String(size) === sessionStorage.getItem(key));
  return typeSize === undefined ? {} : { typeSize };
};
