/** The dictionary of status words: the program's own per platform, and above them the user's. */
import type { OrderStatus } from '../orders/contract.ts';
import { fromDetail } from '../orders/rules.ts';
import type { StatusWordList } from './contract.ts';
import type { Platform } from './platforms/platform.ts';
import { platforms } from './platforms/registry.ts';
import { meaningParts, statusByMeaning } from './platforms/status-words.ts';

/** One writing of a word whatever its blanks, commas and brackets look like; so it is compared and stored. */
export const comparable = (word: string): string => word.normalize('NFKC').replace(/\s/g, '').replace(/,/g, '，');

/** The word of a stored order, without what we put behind it. */
export const storedWord = (statusText: string): string => comparable(statusText.endsWith(fromDetail) ? statusText.slice(0, -fromDetail.length) : statusText);

/** The user's words of one platform, written comparably. */
export type OwnWords = ReadonlyMap<string, OrderStatus>;

export type Meaning = { readonly status: OrderStatus; readonly builtIn: boolean };

type Words = Pick<Platform, 'statuses' | 'statusOf'>;

/** Looks a status word up; the user's meaning wins. Built once per table. */
export const statusWords = ({ statuses, statusOf }: Words, own: OwnWords): ((word: string) => Meaning | null) => {
  const known = new Map(Object.entries(statuses).map(([word, status]) => [comparable(word), status]));
  return (word) => {
    const wanted = comparable(word);
    const said = own.get(wanted);
    if (said) return { status: said, builtIn: false };
    const status = known.get(wanted) ?? statusOf?.(word) ?? null;
    return status && { status, builtIn: true };
  };
};

/** Several tables come from one platform and share its words. A name that nobody described is the user's own. */
const wordsOf = (name: string): Words => {
  const described = platforms.filter((platform) => platform.name === name);
  if (described.length === 0) return { statuses: {}, statusOf: statusByMeaning };
  return {
    statuses: Object.assign({}, ...described.map(({ statuses }) => statuses)) as Platform['statuses'],
    statusOf: (word) => described.map(({ statusOf }) => statusOf?.(word) ?? null).find((status) => status !== null) ?? null,
  };
};

/** What a word means by now; one that nobody knows counts as not paid. */
export const meaningOf = (platform: string, word: string, own: OwnWords): OrderStatus => statusWords(wordsOf(platform), own)(word)?.status ?? 'pending';

type OwnWord = { readonly platform: string; readonly word: string; readonly status: OrderStatus; readonly orders: number };

/** The dictionary as the user sees it: per platform, and at the end what words of any other table mean by what they contain. */
export const statusDictionary = (own: readonly OwnWord[]): StatusWordList[] => {
  const described = [...new Set(platforms.map(({ name }) => name))];
  const others = [...new Set(own.map(({ platform }) => platform))].filter((name) => !described.includes(name)).toSorted();
  const listed = (platform: string): StatusWordList => ({
    platform,
    builtIn: Object.entries(wordsOf(platform).statuses).map(([word, status]) => ({ word, status })),
    own: own.filter((word) => word.platform === platform).map(({ word, status, orders }) => ({ word, status, orders })),
  });
  return [...[...described, ...others].map(listed), { platform: null, builtIn: [...meaningParts], own: [] }];
};
