import type { Operation } from '../../core/history/contract.ts';
import { t, wordsFor } from '../i18n/texts.ts';

const titleText = (title: string): string => wordsFor('settings.history.titles', title) ?? t('settings.history.titles.other');

/** What was done is named by the core; settings by the name of the setting. */
const subjectText = (subject: string): string => subject.split(' ').map((part) => wordsFor('settings.history.subjects', part) ?? part).join(' ');

/** A step in words. An undo names what it took back: `customers.delete:王桂英`, `imports.run:五月.csv`. */
export const stepWords = ({ title, subject }: Pick<Operation, 'title' | 'subject'>): { readonly what: string; readonly whom: string } => {
  const [, undone, rest = ''] = /^([a-z]+\.[A-Za-z]+)(?::(.*))?$/s.exec(subject ?? '') ?? [];
  if (undone === undefined || !title.endsWith('.undo')) return { what: titleText(title), whom: subjectText(subject ?? '') };
  return { what: t('settings.history.undoNamed', { what: titleText(undone) }), whom: subjectText(rest) };
};
