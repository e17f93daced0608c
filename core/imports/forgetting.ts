/** What an import keeps of its file, without the people who are forgotten: names of files, refused rows, changes of orders. */
import type { JobContext } from '../base/dispatcher.ts';
import type { ForgottenWords } from '../privacy/forgetting.ts';
import { valueWithoutWords, withoutWords } from '../privacy/rules.ts';
import { packed, unpacked } from './outcomes.ts';
import type { Outcomes } from './outcomes.rules.ts';
import type { ImportRepository } from './repository.ts';

/** The same object when nothing in it speaks of them. */
const without = (outcomes: Outcomes, { orders, words }: ForgottenWords): Outcomes => {
  const told = JSON.stringify(outcomes.refusals);
  const found = words.filter((word) => told.includes(JSON.stringify(word).slice(1, -1)));
  const changed = Object.keys(outcomes.changes).filter((order) => orders.has(Number(order)));
  if (found.length === 0 && changed.length === 0) return outcomes;
  return {
    ...outcomes,
    refusals: valueWithoutWords(outcomes.refusals, found),
    changes: Object.fromEntries(Object.entries(outcomes.changes).filter(([order]) => !orders.has(Number(order)))),
  };
};

type Batches = Pick<ImportRepository, 'list' | 'outcomes' | 'keepOutcomes' | 'renameFile'>;

export const forgetInBatches = async (write: Batches, forgotten: ForgottenWords, { breathe }: Pick<JobContext, 'breathe'>): Promise<void> => {
  for (const { id, fileName } of write.list()) {
    const name = withoutWords(fileName, forgotten.words);
    if (name !== fileName) write.renameFile(id, name);
    const bytes = write.outcomes(id);
    const outcomes = bytes && unpacked(bytes);
    const clean = outcomes && without(outcomes, forgotten);
    if (clean && clean !== outcomes) write.keepOutcomes(id, await packed(clean));
    await breathe();
  }
};
