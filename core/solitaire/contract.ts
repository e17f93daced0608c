import { z } from 'zod';
import { Day, Fen, job, phoneMark, plainMark, query, RowId } from '../base/contract.ts';
import { ImportSummary } from '../imports/contract.ts';

/** Where orders from a 接龙 come from. */
export const solitairePlatform = '微信接龙';

/** What the group sells. `key` is how lines may call it: 1号, A. The price is for one `unit`. */
export const SolitaireGoods = z.object({
  key: z.string().max(4).nullable(),
  name: z.string().trim().min(1).max(60),
  spec: z.string().trim().max(60).nullable(),
  unit: z.string().trim().max(8).nullable(),
  priceFen: Fen.nonnegative().nullable(),
});
export type SolitaireGoods = z.infer<typeof SolitaireGoods>;

/** Understood, but worth a look. */
export const SolitaireDoubt = z.enum(['goodsGuessed', 'goodsInRemark', 'nicknameGuessed', 'unitDiffers', 'twice', 'many', 'goodsChanged', 'oneAssumed']);
export type SolitaireDoubt = z.infer<typeof SolitaireDoubt>;

/** A line that is not understood, with its text. `olderOnly`: an older copy of the list has it, the newest has not. */
export const SolitaireQuestion = z.object({ line: z.int(), text: z.string(), code: z.enum(['noOrder', 'whichGoods', 'notUnderstood', 'olderOnly']) });
export type SolitaireQuestion = z.infer<typeof SolitaireQuestion>;

export const SolitaireItem = z.object({ goods: z.string(), quantity: z.number(), unit: z.string().nullable() });
export type SolitaireItem = z.infer<typeof SolitaireItem>;

/** Whom a nickname of the group means: a customer, a new one, or nobody that is kept. */
export const SolitaireWho = z.union([z.literal('new'), z.literal('nobody'), RowId]);
export type SolitaireWho = z.infer<typeof SolitaireWho>;

const Candidate = z.object({ id: RowId, name: z.string(), village: z.string().nullable(), phone: z.string().meta(phoneMark).nullable() });
export type SolitaireCandidate = z.infer<typeof Candidate>;

/** One person's order. Lines of the text count from 1; `amountFen` is null when a price is missing or for another measure. */
export const SolitaireRow = z.object({
  /** of the text that was sent, which is answered as it came */
  nickname: z.string().meta(plainMark),
  lines: z.array(z.int()),
  text: z.string(),
  items: z.array(SolitaireItem.extend({ amountFen: Fen.nullable() })),
  amountFen: Fen.nullable(),
  withdrawn: z.boolean(),
  remark: z.string().nullable(),
  pickupPoint: z.string().nullable(),
  /** `lastOrder`: the line names none, this is where the person took the last one */
  pickupFrom: z.enum(['text', 'lastOrder', 'answer']).nullable(),
  /** null: nobody has said yet */
  who: SolitaireWho.nullable(),
  customerName: z.string().nullable(),
  /** who it might be, by name; never taken without asking */
  candidates: z.array(Candidate),
  doubts: z.array(SolitaireDoubt),
});
export type SolitaireRow = z.infer<typeof SolitaireRow>;

/** 汇总: what to buy of each product. */
export const SolitaireTotal = z.object({ goods: z.string(), spec: z.string().nullable(), unit: z.string().nullable(), quantity: z.number(), people: z.int(), amountFen: Fen });
export type SolitaireTotal = z.infer<typeof SolitaireTotal>;

const Nickname = z.string().min(1).max(200);

/** The text and what the person said about it. Without `goods` they are read from the head, prices remembered by group. */
export const SolitaireRequest = z.object({
  text: z.string().max(100_000),
  group: z.string().trim().min(1).max(40),
  on: Day,
  goods: z.array(SolitaireGoods).min(1).max(60).optional(),
  people: z.array(z.object({ nickname: Nickname, who: SolitaireWho })).max(2000).default([]),
  pickupPoints: z.array(z.object({ nickname: Nickname, pickupPoint: z.string().trim().max(40) })).max(2000).default([]),
});
export type SolitaireRequest = z.output<typeof SolitaireRequest>;

export const solitaire = {
  /** What the text says, as `preview` and `run` will take it. Without a group nothing is remembered yet. */
  read: query(SolitaireRequest.extend({ group: z.string().trim().max(40) }), z.object({
    goods: z.array(SolitaireGoods),
    rows: z.array(SolitaireRow),
    questions: z.array(SolitaireQuestion),
    totals: z.array(SolitaireTotal),
    /** orders of the group and day that are stored, but of whom the text says nothing */
    absent: z.array(z.string()),
  })),
  /** Groups that were used before, the latest first. */
  groups: query(z.undefined(), z.array(z.string())),
  /** Writes and takes back: the counts are those of `run`. Everybody must be known by then. */
  preview: job(SolitaireRequest, ImportSummary),
  /** `batchId` is null when the text changed nothing. */
  run: job(SolitaireRequest, ImportSummary.extend({ batchId: RowId.nullable(), operationId: RowId.nullable(), totals: z.array(SolitaireTotal) })),
};
