import { useMediaQuery } from '@mantine/hooks';

type Needing = { readonly needs?: 'middle' | 'wide' };

/** The columns that the window (or large type) leaves room for. */
export const useFittingColumns = <C extends Needing>(columns: readonly C[]): readonly C[] => {
  const middle = useMediaQuery('(min-width: 961px)', true, { getInitialValueInEffect: false });
  const wide = useMediaQuery('(min-width: 1181px)', true, { getInitialValueInEffect: false });
  return columns.filter(({ needs }) => needs === undefined || (needs === 'wide' ? wide : middle));
};
