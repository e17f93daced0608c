import { createBreath } from '../base/breath.ts';
import { readingsOf } from '../customers/pinyin.ts';
import type { OutputOf, ParsedInputOf } from '../base/contract.ts';
import type { ProductHit, search } from './contract.ts';
import type { PeopleIndex } from './people-index.ts';
import type { SearchRepository } from './repository.ts';
import { createTextIndex } from './text-index.ts';
import { normalise, orderNumberTyped, questionsOf } from './tiers.rules.ts';

type Parts = { readonly read: SearchRepository; readonly people: PeopleIndex };

const mostProducts = 3;

export const createSearch = ({ read, people }: Parts) => {
  const goods = createTextIndex(readingsOf);
  let known: ReadonlyMap<number, ProductHit> | null = null;

  const products = (text: string): ProductHit[] => {
    if (known === null) {
      const all = read.products();
      known = new Map(all.map(({ id, name, specs }) => [id, { id, name, specs: specs.join('、') || null }]));
      goods.clear();
      goods.add(all.map(({ id, name, specs, categories }) => ({ id, rank: 0, name, phones: [], texts: [...specs, ...categories] })));
    }
    return goods.find(text, mostProducts).ids.map((id) => known!.get(id)!);
  };

  /** The text that a word of the query is in, unless the name or what stands beside it shows it. */
  const foundIn = (id: number, words: readonly string[], shown: readonly (string | null)[]): string | null => {
    const holds = (text: string, word: string) => normalise(text).includes(word);
    const hidden = words.filter((word) => !shown.some((text) => text !== null && holds(text, word)));
    if (hidden.length === 0) return null;
    return read.knownBy(id).find((text) => !shown.includes(text) && hidden.some((word) => holds(text, word))) ?? null;
  };

  const ready = (): Promise<void> => people.follow({ breathe: createBreath() });

  return {
    /** Goods were added or renamed. */
    invalidate: (): void => {
      known = null;
    },
    /** Right after the start or a big import the index is still being read: others are not to wait for it. */
    ready,
    find: async ({ text, limit }: ParsedInputOf<typeof search.find>): Promise<OutputOf<typeof search.find>> => {
      await ready();
      const { ids, more } = people.find(text, limit);
      const [words = []] = questionsOf(text);
      const number = orderNumberTyped(text);
      return {
        text,
        people: read.hits(ids).map((hit) => ({ ...hit, found: foundIn(hit.id, words, [hit.name, hit.phone, hit.village]) })),
        morePeople: more,
        orders: number === null ? [] : read.orders(number),
        products: products(text),
      };
    },
  };
};
