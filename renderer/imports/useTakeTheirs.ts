import { useState } from 'react';
import type { ImportConflict, ImportSource } from '../../core/imports/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';

/** Lets the table have its way, in one place or in all; can be undone. */
export const useTakeTheirs = (source: ImportSource) => {
  const [taking, setTaking] = useState(false);
  const take = async (one?: ImportConflict): Promise<void> => {
    setTaking(true);
    try {
      const { operationId, people } = await core.imports.takeTheirs({ source, ...(one && { customerId: one.customerId, field: one.field }) });
      offerUndo(one ? t('imports.conflicts.tookOne', { name: one.customer, field: t(`imports.conflicts.fields.${one.field}`) }) : t('imports.conflicts.tookAll', { n: numberText(people) }), operationId);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
    setTaking(false);
  };
  return { take, taking };
};
