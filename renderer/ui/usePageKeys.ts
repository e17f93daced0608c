import { useHotkeys } from '@mantine/hooks';

type Keys = readonly (readonly [key: string, run: () => void])[];

const isAsking = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/** Keys of a page: silent while a dialog is open, since what they would do stands behind it. `inFields`: also while a text is typed. */
export const usePageKeys = (keys: Keys, { inFields = false }: { readonly inFields?: boolean } = {}): void =>
  useHotkeys(keys.map(([key, run]) => [key, () => isAsking() || run()]), inFields ? [] : undefined);
