import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  /** what it is for, while it is closed */
  readonly hint: string;
  /** open from the start, because it holds something; something wrong in it opens it too */
  readonly filled: boolean;
  readonly wrong?: boolean;
  readonly children: ReactNode;
};

/** A part of a form that stays closed until it is needed. */
export const Folded = ({ title, hint, filled, wrong = false, children }: Props) => {
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [first] = useState(filled);
  const open = wrong || (chosen ?? first);
  return (
    <section className="folded" aria-label={title}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setChosen(!open)}>
        {open ? <IconChevronDown size={20} aria-hidden /> : <IconChevronRight size={20} aria-hidden />}
        <span>{title}</span>
        {!open && <span className="soft small">{hint}</span>}
      </button>
      {open && <div id={id} className="inside">{children}</div>}
    </section>
  );
};
