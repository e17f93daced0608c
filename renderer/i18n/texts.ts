/** The window's words. One language at a time; `t` is typed by the Chinese source. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zhCN } from './zh-CN.ts';

export const languages = { 'zh-CN': zhCN } as const;
export type Language = keyof typeof languages;

declare module 'i18next' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- i18next is extended by merging this interface
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCN };
    interpolationPrefix: '{';
    interpolationSuffix: '}';
  }
}

export const startTexts = (language: Language): void => {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: Object.fromEntries(Object.entries(languages).map(([name, words]) => [name, { translation: words }])),
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    initAsync: false,
  });
};

export const { t } = i18next;

/** A sentence with its gaps still open, for who fills them with more than text. */
export const openSentence = (key: `segments.phrases.${keyof typeof zhCN.segments.phrases}`): string => String(i18next.getResource(i18next.language, 'translation', key));

/** Fields of a customer that are kept as codes. */
export type CodedField = 'gender' | 'kind' | 'source' | 'consent' | 'credit' | 'channel';

/** The words under a key that comes from the core, e.g. the name of a step; null when there are none. */
export const wordsFor = (under: 'app.phases' | 'staff.disclosures.subjects' | 'settings.history.titles' | 'history.sentences' | 'settings.history.subjects' | 'undoing.fields' | 'undoing.kindNames' | 'duplicates.fields' | 'duplicates.reasons' | 'duplicates.tables' | 'quality.says' | 'quality.names' | `customers.${CodedField}`, code: string, gaps: Readonly<Record<string, string>> = {}): string | null => {
  const key: string = `${under}.${code}`;
  return i18next.exists(key) ? i18next.t(key, { ...gaps, defaultValue: '' }) : null;
};
