import { z } from 'zod';
import { Day, Fen, phoneMark, plainMark, query, RowId } from '../base/contract.ts';

/** A person as the search shows it: enough to tell two of one name apart. */
export const PersonHit = z.object({
  id: RowId,
  name: z.string(),
  phone: z.string().meta(phoneMark).nullable(),
  village: z.string().nullable(),
  lastOrderOn: Day.nullable(),
  /** what was found, where it is neither the name nor shown beside it: a nickname, a tag, another phone */
  found: z.string().meta(phoneMark).nullable(),
});
export type PersonHit = z.infer<typeof PersonHit>;

export const OrderHit = z.object({
  id: RowId,
  platform: z.string(),
  platformOrderId: z.string(),
  orderedOn: Day,
  customerName: z.string().nullable(),
  netFen: Fen,
});
export type OrderHit = z.infer<typeof OrderHit>;

/** Goods go by their name; the specs are beside it. */
export const ProductHit = z.object({ id: RowId, name: z.string(), specs: z.string().nullable() });
export type ProductHit = z.infer<typeof ProductHit>;

export const search = {
  /**
   * People by name, pinyin (full, initials, mixed with characters, either reading), phone, nickname, village and tag, the
   * likeliest first; an order by its number or the last four digits and more of it; goods by name and pinyin. Every word must fit.
   */
  find: query(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(50).default(8) }),
    z.object({
      /** the query that this answers: a field may have been typed on in since */
      text: z.string().meta(plainMark),
      people: z.array(PersonHit),
      /** more people fit than are here; customers.list counts them */
      morePeople: z.boolean(),
      orders: z.array(OrderHit),
      products: z.array(ProductHit),
    }),
  ),
};
