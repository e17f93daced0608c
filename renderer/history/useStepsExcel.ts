import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import type { Whom } from '../staff/ByWhom.tsx';
import { whomInput } from '../staff/ByWhom.tsx';
import { numberText } from '../ui/format.ts';
import { tell } from '../ui/undo.tsx';

/** `customers.create` → 新建客户 …, as the window calls the steps. */
const stepNames = (): Record<string, string> =>
  Object.fromEntries(Object.entries(t('settings.history.titles', { returnObjects: true })).flatMap(([feature, names]) => (
    typeof names === 'string' ? [] : Object.entries(names).map(([name, words]) => [`${feature}.${name}`, words]))));

/** The whole change history as a workbook. */
export const useStepsExcel = () => {
  const [failure, setFailure] = useState<Failure | null>(null);
  const exportSteps = async (whom: Whom) => {
    setFailure(null);
    const file = await native.chooseSavePath({ title: t('staff.steps.excelTitle'), defaultName: `${t('staff.steps.fileName')}.xlsx`, kind: 'xlsx' });
    if (!file) return;
    try {
      const { rows, fileName } = await core.staff.exportSteps({ file: file.token, words: stepNames(), ...whomInput(whom) });
      tell(t('staff.steps.saved', { rows: numberText(rows), file: fileName }));
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return { exportSteps, failure };
};
