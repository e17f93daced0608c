import { Button, Kbd } from '@mantine/core';
import { t } from '../i18n/texts.ts';

type Decided = 'merge' | 'notSame' | 'household';
type Props = { readonly first: Decided; readonly onDecide: (decided: Decided) => void };

const decisions: readonly Decided[] = ['merge', 'notSame', 'household'];

/** The keys stand on the buttons and never change places. */
export const PairButtons = ({ first, onDecide }: Props) => (
  <>
    {decisions.map((decided, index) => (
      <Button key={decided} variant={decided === first ? 'filled' : 'default'} leftSection={<Kbd aria-hidden>{index + 1}</Kbd>} aria-label={t(`duplicates.${decided}`)} aria-keyshortcuts={String(index + 1)} onClick={() => onDecide(decided)}>
        {t(`duplicates.${decided}`)}
      </Button>
    ))}
  </>
);
