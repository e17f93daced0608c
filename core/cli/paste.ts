/** A 接龙 from a text file: what the window asks, the command line answers with "a new customer". */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Client } from '../base/client.ts';
import { Refused } from '../base/errors.ts';
import type { XiangkeContract } from '../contract.ts';
import { fenOf } from '../imports/values.rules.ts';
import { sentenceOf } from '../messages/sentence.ts';
import type { SolitaireGoods } from '../solitaire/contract.ts';

export type PasteOptions = { readonly group: string; readonly on: string; readonly prices: string | undefined; readonly dryRun: boolean };

const textIn = (path: string): string => {
  if (!existsSync(path)) throw new Refused('imports.fileMissing', { file: basename(path) });
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** 草莓=39.9,鸡蛋=25 */
const withPrices = (goods: readonly SolitaireGoods[], prices: string): SolitaireGoods[] => {
  const told = new Map(prices.split(/[,，]/).map((pair) => {
    const [name = '', price] = pair.split(/[=＝]/);
    const priceFen = fenOf(price);
    if (typeof priceFen !== 'number' || priceFen < 0 || !goods.some((one) => one.name === name.trim())) throw new Refused('cli.usage', { reason: `--prices ${pair}` });
    return [name.trim(), priceFen] as const;
  }));
  return goods.map((one) => ({ ...one, priceFen: told.get(one.name) ?? one.priceFen }));
};

export const pasteList = async (core: Client<XiangkeContract>, path: string, { group, on, prices, dryRun }: PasteOptions) => {
  const asked = { text: textIn(path), group, on };
  const first = await core.solitaire.read(asked);
  const request = {
    ...asked, ...(prices === undefined ? {} : { goods: withPrices(first.goods, prices) }),
    people: first.rows.filter(({ who }) => who === null).map(({ nickname }) => ({ nickname, who: 'new' as const })),
  };
  const { goods, rows, totals } = await core.solitaire.read(request);
  const told = dryRun ? await core.solitaire.preview(request) : await core.solitaire.run(request);
  return {
    group, on, ...told.counts,
    batchId: 'batchId' in told ? told.batchId : null,
    goods, totals,
    orders: rows.map(({ nickname, lines, items, amountFen, withdrawn, remark, pickupPoint, doubts }) => ({ nickname, lines, items, amountFen, withdrawn, remark, pickupPoint, doubts })),
    warnings: told.warnings.map((warning) => ({ code: warning.code, message: sentenceOf(warning) })),
    refusals: told.refusals.map((refusal) => ({ row: refusal.row, code: refusal.code, message: sentenceOf(refusal) })),
  };
};
