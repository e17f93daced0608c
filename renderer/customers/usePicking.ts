import { useEffect } from 'react';
import type { CustomerRow, CustomerSort } from '../../core/customers/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { tell, tellTrouble } from '../ui/undo.tsx';
import type { Picking } from '../ui/VirtualTable.tsx';
import type { ListFilter } from './selection.ts';
import { chooseAll, chooseNobody, chooseToo, chosenAtMost, chosenCount, countAnew, isChosen, toggle, useSelection } from './selection.ts';

type List = { readonly filter: ListFilter; readonly sort: CustomerSort; readonly descending: boolean; readonly total: number; readonly rowAt: (index: number) => CustomerRow | undefined };

/** Choosing customers on their list. A stretch is asked of the core: its rows may never have been on the screen. */
export const usePicking = ({ filter, sort, descending, total, rowAt }: List): Picking<CustomerRow> => {
  const selection = useSelection();
  const count = chosenCount(selection);
  const all = count === 0 ? 'none' : selection.filter !== null && count === total ? 'all' : 'some';
  useEffect(() => countAnew(total), [total]);

  const stretchTo = async (index: number) => {
    const [first, last] = [Math.min(selection.anchor, index), Math.max(selection.anchor, index)];
    try {
      const some = last - first < chosenAtMost ? await core.customers.ids({ ...filter, sort, descending, offset: first, limit: last - first + 1 }) : null;
      if (some === null || !chooseToo(some)) tell(t('bulk.tooMany', { max: numberText(chosenAtMost) }));
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  return {
    head: t('bulk.head'),
    has: ({ id }) => isChosen(selection, id),
    nameOf: ({ name }) => t('bulk.choose', { name }),
    pick: (index, stretch) => {
      const row = rowAt(index);
      if (stretch) void stretchTo(index);
      else if (row) toggle(row.id, index);
    },
    all,
    allName: all === 'all' ? t('bulk.chooseNobody') : t('bulk.chooseAll', { n: numberText(total) }),
    onAll: () => (all === 'all' ? chooseNobody() : chooseAll(filter, total)),
  };
};
