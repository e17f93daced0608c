/** Money is integer fen. These are the only places where yuan are written or read. */

/** `1234.5` → `1234.50`: exact, without grouping, for spreadsheets and forms. */
export const yuanText = (fen: number): string => {
  const absolute = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.trunc(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
};

/** ¥1,234.50 — the exact writing for details. */
export const yuan = (fen: number): string => {
  const [whole = '0', cents = '00'] = yuanText(Math.abs(fen)).split('.');
  return `${fen < 0 ? '-' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
};

/** An amount as people type it, `80`, `1,234.5`, `¥12.30`, in fen; null when it is none. */
export const fenFrom = (text: string): number | null => {
  const [, whole, cents = ''] = /^[¥￥]?(\d{1,9})(?:\.(\d{1,2}))?元?$/.exec(text.normalize('NFKC').replace(/[\s,]/g, '')) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(cents.padEnd(2, '0'));
};
