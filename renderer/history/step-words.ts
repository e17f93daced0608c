import type { Operation } from '../../core/history/contract.ts';
import { t, wordsFor } from '../i18n/texts.ts';

const titleText = (title: string): string => wordsFor('settings.history.titles', title) ?? t('settings.history.titles.other');

/** What was done is named by the core; settings by the name of the setting, faults by that of their kind. */
const subjectText = (subject: string): string => subject.split(' ').map((part) => wordsFor('settings.history.subjects', part) ?? wordsFor('quality.names', part) ?? part).join(' ');

/** A step in words. An undo names what it took back: `customers.delete:王桂英`, `imports.run:五月.csv`. */
export const stepWords = ({ title, subject }: Pick<Operation, 'title' | 'subject'>): { readonly what: string; readonly whom: string } => {
  const [, undone, rest = ''] = /^([a-z]+\.[A-Za-z]+)(?::(.*))?$/s.exec(subject ?? '') ?? [];
  if (undone === undefined || !title.endsWith('.undo')) return { what: titleText(title), whom: subjectText(subject ?? '') };
  return { what: t('settings.history.undoNamed', { what: titleText(undone) }), whom: subjectText(rest) };
};

const fieldsNamed = 3;

const fieldsText = (fields: readonly string[]): string => {
  const names = [...new Set(fields.flatMap((field) => wordsFor('undoing.fields', field) ?? []))];
  if (names.length === 0) return t('history.file');
  const some = names.slice(0, fieldsNamed).join('、');
  return names.length > fieldsNamed ? t('history.andMore', { some }) : some;
};

/** A step as one tells it: 改了王桂英的电话、生日; 撤销：删除了客户李大海. */
export const stepSentence = ({ title, subject, fields = [] }: Pick<Operation, 'title' | 'subject'> & Partial<Pick<Operation, 'fields'>>): string => {
  const [, undone, rest = ''] = /^([a-z]+\.[A-Za-z]+)(?::(.*))?$/s.exec(subject ?? '') ?? [];
  if (title.endsWith('.undo') && undone !== undefined) return t('history.undone', { what: stepSentence({ title: undone, subject: rest }) });
  const whom = subjectText(subject ?? '');
  const sentence = wordsFor('history.sentences', title, { whom, fields: fieldsText(fields) });
  return sentence ?? (whom === '' ? titleText(title) : `${titleText(title)} ${whom}`);
};
