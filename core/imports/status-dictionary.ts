import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { OrderStatus } from '../orders/contract.ts';
import type { Orders } from '../orders/service.ts';
import type { RestatedOrders, StatusWord, StatusWordList } from './contract.ts';
import type { StatusWordRepository } from './repository.ts';
import { restated } from './settle.rules.ts';
import { comparable, meaningOf, statusDictionary, storedWord } from './status-words.rules.ts';

type Parts = {
  readonly read: StatusWordRepository;
  readonly write: StatusWordRepository;
  readonly orders: Orders;
  /** rebuilds what is derived from orders */
  readonly rebuild: () => void;
};

type Place = { readonly platform: string; readonly word: string };

/** What status words mean: the user sees the program's own words, and adds to them. */
export const createStatusDictionary = ({ read, write, orders, rebuild }: Parts) => {
  /** Writes; with `restate` the orders that were imported under the words follow. */
  const change = (places: readonly Place[], restate: boolean, operation: RunningOperation, write1: (place: Place) => void): RestatedOrders => {
    const changed = places.map(({ platform, word }) => ({ platform, word: comparable(word) }));
    const meaning = ({ platform, word }: Place): OrderStatus => meaningOf(platform, word, write.of(platform));
    const before = changed.map(meaning);
    changed.forEach(write1);
    operation.about(changed.map(({ word }) => word).join('、'));
    let done = { restated: 0, withoutAmount: 0 };
    if (restate) {
      changed.forEach((place, index) => {
        const after = meaning(place);
        const { restated: count, withoutAmount } = orders.restate(place.platform, (order) =>
          order.statusText !== null && storedWord(order.statusText) === place.word ? restated(order, before[index]!, after) : null);
        done = { restated: done.restated + count, withoutAmount: done.withoutAmount + withoutAmount };
      });
      rebuild();
    }
    return { operationId: operation.id, ...done };
  };

  return {
    list: (): StatusWordList[] => {
      const texts = orders.statusTexts().map(({ statusText, ...text }) => ({ ...text, word: storedWord(statusText) }));
      const under = (platform: string, word: string) => texts.filter((text) => text.platform === platform && text.word === word).reduce((sum, text) => sum + text.orders, 0);
      return statusDictionary(read.list().map((own) => ({ ...own, orders: under(own.platform, own.word) })));
    },
    /** The orders that stand as the word said until now, and would follow if it meant something else. */
    countOrders: ({ platform, word }: Place): number => {
      const wanted = comparable(word);
      const was = meaningOf(platform, wanted, read.of(platform));
      return orders.statusTexts()
        .filter((text) => text.platform === platform && text.status === was && storedWord(text.statusText) === wanted)
        .reduce((sum, text) => sum + text.orders, 0);
    },
    set: (words: readonly StatusWord[], restate: boolean, operation: RunningOperation): RestatedOrders => {
      const status = new Map(words.map((one) => [`${one.platform} ${comparable(one.word)}`, one.status]));
      return change(words, restate, operation, ({ platform, word }) => write.set(platform, word, status.get(`${platform} ${word}`)!));
    },
    remove: ({ platform, word }: Place, restate: boolean, operation: RunningOperation): RestatedOrders =>
      change([{ platform, word }], restate, operation, (place) => {
        if (!write.remove(place.platform, place.word)) throw new Refused('imports.statusWordGone', { word });
      }),
    of: read.of,
  };
};
export type StatusDictionary = ReturnType<typeof createStatusDictionary>;
