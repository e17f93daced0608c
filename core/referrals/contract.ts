import { z } from 'zod';
import { Day, Fen, Page, query, RowId } from '../base/contract.ts';

const Share = z.number().min(0).max(1);

/** Word of mouth in numbers (R91, R130). Rates are null where too few people stand behind them to say anything. */
export const ReferralSummary = z.object({
  from: Day,
  to: Day,
  customers: z.int(),
  /** customers whom somebody brought, and those of them who bought */
  brought: z.int(),
  broughtBuyers: z.int(),
  broughtFen: Fen,
  /** customers who brought somebody */
  helpers: z.int(),
  /** first purchase between `from` and `to`, and those of them whom somebody brought */
  newBuyers: z.int(),
  newBrought: z.int(),
  wordOfMouthRate: Share.nullable(),
  helperShare: Share.nullable(),
  conversion: Share.nullable(),
  k: z.number().nullable(),
  /** people per level of the trees: first those who came by themselves and brought others */
  levels: z.array(z.int()),
  largest: z.int(),
  /** whose written referrer would close a circle, so that it is left out */
  circles: z.array(z.object({ id: RowId, name: z.string() })),
  /** everybody tied to somebody by a referral or a family link */
  network: z.object({ people: z.int(), ties: z.int(), density: Share, clustering: Share }),
});
export type ReferralSummary = z.infer<typeof ReferralSummary>;

/** Somebody who brought others. `decayedFen` halves with each further step; `pageRank` of all helpers and those they brought adds up to 1. */
export const Helper = z.object({
  id: RowId,
  name: z.string(),
  village: z.string().nullable(),
  direct: z.int(),
  /** of those brought directly, how many bought */
  directBuyers: z.int(),
  size: z.int(),
  depth: z.int(),
  broughtFen: Fen,
  decayedFen: Fen,
  /** people they are tied to by a referral or a family link */
  degree: z.int(),
  pageRank: Share,
  /** share of the shortest ways between others that lead over them; null when the network is too large to walk */
  betweenness: Share.nullable(),
});
export type Helper = z.infer<typeof Helper>;

export const HelperSort = z.enum(['value', 'direct', 'size', 'pageRank']);
export type HelperSort = z.infer<typeof HelperSort>;

/** One line of the tree 谁带来的. */
export const TreeRow = z.object({
  id: RowId,
  name: z.string(),
  village: z.string().nullable(),
  level: z.int(),
  direct: z.int(),
  open: z.boolean(),
  size: z.int(),
  orderCount: z.int(),
  netFen: Fen,
  broughtFen: Fen,
});
export type TreeRow = z.infer<typeof TreeRow>;

/** One person in the network. `people` are those brought directly, who spent most first; the rest is only counted. */
export const PersonReferrals = z.object({
  referrer: z.object({ id: RowId, name: z.string() }).nullable(),
  direct: z.int(),
  size: z.int(),
  depth: z.int(),
  broughtFen: Fen,
  people: z.array(z.object({ id: RowId, name: z.string(), orderCount: z.int(), netFen: Fen })),
});
export type PersonReferrals = z.infer<typeof PersonReferrals>;

export const referrals = {
  /** Without days: the twelve months up to today. */
  summary: query(z.object({ from: Day.optional(), to: Day.optional() }), ReferralSummary),
  helpers: query(z.object({ sort: HelperSort.default('value'), ...Page.shape }), z.object({ total: z.int(), rows: z.array(Helper) })),
  /** The open part of the trees. A line is open when it is `toggled` one way or the other from `allOpen`. */
  tree: query(
    z.object({ allOpen: z.boolean().default(false), toggled: z.array(RowId).max(5000).default([]), ...Page.shape }),
    z.object({ total: z.int(), trees: z.int(), rows: z.array(TreeRow) }),
  ),
};
