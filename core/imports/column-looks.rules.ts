/** What the cells of a column look like, whatever its header says. */
import type { Cell } from './cells.ts';
import { nameOf, phoneOf } from './contacts.rules.ts';
import type { ColumnMeaning } from './contract.ts';
import { instantOf } from './dates.rules.ts';
import { statusByMeaning } from './platforms/status-words.ts';
import { fenOf, orderIdOf, quantityOf, textOf } from './values.rules.ts';

type Look = (cell: Cell) => boolean;

const isTime: Look = (cell) => ![null, 'bad'].includes(instantOf(cell));
const isMoney: Look = (cell) => fenOf(cell) !== 'bad' && !looksLikePhone(cell);
/** Masked and virtual numbers are phones too, they just identify nobody. */
const looksLikePhone: Look = (cell) => phoneOf(cell) !== null || /^\+?(?:86[- ]?)?1[\d*]{10}(?:\D.*)?$|^1[\d*]{5,}$/.test(textOf(cell)?.replace(/\s/g, '') ?? '');
const isWords: Look = (cell) => /\p{L}/u.test(textOf(cell) ?? '') && !isTime(cell);
const isOrderId: Look = (cell) => {
  const parsed = orderIdOf(cell);
  return parsed !== null && /\d{2,}/.test('id' in parsed ? parsed.id : parsed.damaged) && !/[\u4e00-\u9fff]{4,}/.test(String(cell)) && !/^\d{4}[-/.年]\d/.test(String(cell)) && phoneOf(cell) === null;
};
const isAddress: Look = (cell) => /(?:省|市|区|县|镇|乡|村|街|路|巷|弄|号|组|栋|幢|楼|室|单元|小区|社区|花园|苑)/.test(textOf(cell) ?? '');

/** Cells that say something else than the header promises are no reason to believe the header. */
const looks: Readonly<Partial<Record<ColumnMeaning, Look>>> = {
  orderId: isOrderId,
  subOrderId: isOrderId,
  orderedAt: isTime,
  paidAt: isTime,
  paid: isMoney,
  payable: isMoney,
  refund: isMoney,
  freight: isMoney,
  itemAmount: isMoney,
  quantity: (cell) => (quantityOf(cell) ?? 1e6) < 1e5,
  phone: looksLikePhone,
  name: (cell) => nameOf(cell) !== null && isWords(cell) && String(cell).length <= 30 || /\*/.test(String(cell)),
  item: isWords,
  address: (cell) => isWords(cell) && (textOf(cell)?.length ?? 0) >= 2,
  village: isWords,
  pickupPoint: isWords,
  gender: (cell) => /^(?:男|女|先生|女士|m|f|male|female)/i.test(textOf(cell) ?? ''),
  status: (cell) => isWords(cell) && (textOf(cell)?.length ?? 0) <= 20,
};

/** Kinds of cells that speak for themselves, so that even an odd header is understood. */
const telling: readonly (readonly [ColumnMeaning, Look, share: number])[] = [
  ['phone', looksLikePhone, 0.8],
  ['orderedAt', (cell) => typeof cell === 'string' && /[-/年.]/.test(cell) && isTime(cell), 0.9],
  ['address', (cell) => isAddress(cell) && (textOf(cell)?.length ?? 0) >= 8, 0.7],
  ['status', (cell) => (textOf(cell)?.length ?? 99) <= 10 && statusByMeaning(String(cell)) !== null, 0.9],
];

const saying = (cells: readonly Cell[]): readonly Cell[] => cells.filter((cell) => textOf(cell) !== null);

/** The share of the cells which say something that fit the meaning; null when the column is empty or anything fits. */
export const shareThatFits = (meaning: ColumnMeaning, cells: readonly Cell[]): number | null => {
  const look = looks[meaning];
  const said = saying(cells);
  return look === undefined || said.length === 0 ? null : said.filter(look).length / said.length;
};

/** What the cells alone say the column is. */
export const toldByCells = (cells: readonly Cell[]): ColumnMeaning | null => {
  const said = saying(cells);
  if (said.length === 0) return null;
  return telling.find(([, look, share]) => said.filter(look).length >= said.length * share)?.[0] ?? null;
};

/** Whether most status words are ones that somebody knows. */
export const statusIsKnown = (cells: readonly Cell[]): boolean => {
  const said = saying(cells);
  return said.filter((cell) => statusByMeaning(String(cell)) !== null).length >= said.length * 0.8;
};

export const shareFilled = (cells: readonly Cell[]): number => (cells.length === 0 ? 0 : saying(cells).length / cells.length);
