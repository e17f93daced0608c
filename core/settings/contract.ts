import { z } from 'zod';
import { command, query, RowId } from '../base/contract.ts';

export const Settings = z.object({
  /** null until the first start is through */
  shopName: z.string().max(30).nullable(),
  /** type size in percent */
  typeSize: z.union([z.literal(100), z.literal(125), z.literal(150)]),
});
export type Settings = z.infer<typeof Settings>;

export const settings = {
  get: query(z.undefined(), Settings),
  update: command(Settings.partial(), z.object({ operationId: RowId })),
};
