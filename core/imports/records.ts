/**
 * What a recognised table becomes before it meets the database. One shape for every platform, so that the write,
 * the preview and the command line know nothing of platforms.
 */
import type { z } from 'zod';
import type { Birthday, Channel, Consent, ConsentWay, Contact, Credit, CustomerKind, CustomerSource, CustomFieldKind, Holding, RelationKind, Zodiac } from '../customers/contract.ts';
import type { OrderStatus } from '../orders/contract.ts';

/** Who bought, as far as the file says it. Masked, encrypted and virtual contacts are already null here. */
export type BuyerRecord = {
  /** the platform's own key of the buyer (member name, account, nickname); null when the export has none */
  readonly buyerId: string | null;
  /** the key is a nickname that strangers may share: it identifies only together with the name, and only without a phone */
  readonly buyerIdIsNickname?: boolean;
  readonly name: string | null;
  readonly phone: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  /** street, village, house: what follows the district */
  readonly address: string | null;
  /** village or community if the address names one */
  readonly village: string | null;
};

export type OrderLineRecord = {
  readonly name: string;
  readonly spec: string | null;
  readonly quantity: number | null;
  /** what was paid for this line, null when the export only has the order total */
  readonly amountFen: number | null;
};

export type OrderRecord = {
  readonly kind: 'order';
  /** first and last row of the sheet that made this order, 1-based as the spreadsheet program shows them */
  readonly rows: readonly number[];
  readonly platform: string;
  /** other platforms under which the same order may be known, where the platform is a guess */
  readonly otherPlatforms?: readonly string[];
  /** the platform's order number; when the export has none, a key derived from what identifies the order */
  readonly platformOrderId: string;
  readonly orderIdDerived: boolean;
  readonly status: OrderStatus;
  readonly statusText: string | null;
  /** ISO with offset, e.g. 2026-09-22T00:54:10+08:00 */
  readonly orderedAt: string;
  readonly paidFen: number;
  readonly refundFen: number;
  readonly freightFen: number | null;
  readonly pickupPoint: string | null;
  readonly buyerNote: string | null;
  readonly sellerNote: string | null;
  readonly buyer: BuyerRecord;
  /** who gets the goods, when the export says that it is not the buyer */
  readonly receiver?: BuyerRecord;
  readonly lines: readonly OrderLineRecord[];
  /** the file has no date anywhere: `orderedAt` is the day of the import and must not replace a known one */
  readonly orderedAtAssumed?: boolean;
  /** the table has no status, or a word nobody knows: `status` is a guess and must not replace a known one */
  readonly statusAssumed?: boolean;
  /** the table has no column for refunds: `refundFen` 0 means not said */
  readonly refundUnsaid?: boolean;
  /**
   * `lines`: only tells the goods of an order that must be known. `order`: tells them better than the order table does,
   * and creates the order until that table comes. `summary`: such an order table.
   */
  readonly detail?: 'lines' | 'order' | 'summary';
  /** this telling is the whole truth of the order by now: what it says stands, also a step back and another buyer */
  readonly replaces?: boolean;
  /** set when our own export is read back: ids that the order and its customer already have */
  readonly uid?: string;
  readonly customerUid?: string;
};

/** A row that cannot become a record, with the cell that is to blame. `code` names a sentence in core/messages. */
export type Refusal = {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number | null>>;
};

export type AddressRecord = {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  readonly town: string | null;
  readonly village: string | null;
  readonly hamlet: string | null;
  readonly detail: string | null;
};

/** What only our own table says of a customer. Other people go by their uid, the shop's own columns by their name. */
export type OwnRecord = {
  readonly contacts: readonly Contact[];
  readonly preferredChannel: Channel | null;
  readonly zodiac: Zodiac | null;
  readonly hobbies: string | null;
  readonly holdings: readonly Holding[];
  readonly consentWay: ConsentWay | null;
  readonly credit: Credit | null;
  readonly creditNote: string | null;
  readonly relations: readonly { readonly uid: string; readonly name: string; readonly kind: RelationKind; readonly note: string | null }[];
  readonly custom: readonly { readonly name: string; readonly kind: CustomFieldKind; readonly value: string }[];
};

export const nothingOwn: OwnRecord = {
  contacts: [], preferredChannel: null, zodiac: null, hobbies: null, holdings: [], consentWay: null, credit: null, creditNote: null, relations: [], custom: [],
};

/**
 * A customer from a table of customers. Our own export fills every field; a foreign table fills what it has and leaves
 * the rest null or empty, which means "not said", never "delete".
 */
export type CustomerRecord = OwnRecord & {
  readonly kind: 'customer';
  readonly rows: readonly number[];
  /** set by our own export only */
  readonly uid: string | null;
  /** null when the table has only a nickname or a phone */
  readonly name: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly customerKind: z.infer<typeof CustomerKind> | null;
  readonly source: z.infer<typeof CustomerSource> | null;
  readonly phones: readonly { readonly number: string; readonly label: string | null }[];
  readonly addresses: readonly AddressRecord[];
  readonly birthday: z.infer<typeof Birthday> | null;
  readonly occupation: string | null;
  readonly tags: readonly string[];
  readonly note: string | null;
  /** what the person would like to buy */
  readonly wish: string | null;
  /** day the shop's file on the person began, YYYY-MM-DD; our own export only */
  readonly createdOn: string | null;
  readonly consent: z.infer<typeof Consent> | null;
  readonly consentOn: string | null;
  readonly doNotDisturb: boolean | null;
  /** uid of the customer who brought this one */
  readonly referrerUid: string | null;
  readonly identities: readonly { readonly platform: string; readonly value: string }[];
};

/** One kind of goods, from a table of goods; null means "not said". */
export type ProductRecord = {
  readonly kind: 'product';
  readonly rows: readonly number[];
  /** set by our own export only */
  readonly uid: string | null;
  readonly name: string;
  readonly spec: string | null;
  readonly category: string | null;
  readonly unit: string | null;
  readonly costFen: number | null;
};

export type ImportRecord = OrderRecord | CustomerRecord | ProductRecord;

/** What the user should hear about a table that was read: a code of `core/messages` and its gaps. */
export type ImportWarning = { readonly code: string; readonly details?: Readonly<Record<string, string | number>> };
