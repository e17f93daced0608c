import { TextInput } from '@mantine/core';
import { Fragment, useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { isOwnKey } from './ime.ts';

type Props<T> = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly listLabel: string;
  readonly placeholder?: string;
  readonly right?: ReactNode;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly hits: readonly T[];
  readonly keyOf: (hit: T) => number | string;
  /** the heading that a hit stands under; hits of one heading stand together */
  readonly headingOf?: (hit: T) => string | null;
  /** the hits do not belong to the text yet: Enter waits for those that do */
  readonly waiting?: boolean;
  readonly show: (hit: T) => ReactNode;
  readonly onPick: (hit: T) => void;
  /** said instead of hits, when there are none */
  readonly none?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
};

/** Type, see the first hits, Enter takes the marked one. A combobox with a listbox as assistive programs know it. */
export const FindInput = <T,>(props: Props<T>) => {
  const { label, hideLabel = false, listLabel, placeholder, right, text, onText, hits, keyOf, headingOf, waiting = false, show, onPick, none, inputRef } = props;
  const id = useId();
  const [marked, setMarked] = useState(0);
  const [open, setOpen] = useState(false);
  const [entered, setEntered] = useState(false);
  const visible = open && text.trim() !== '' && (hits.length > 0 || none !== undefined);
  const at = Math.min(marked, Math.max(0, hits.length - 1));

  const pick = (hit: T) => {
    setOpen(false);
    setMarked(0);
    setEntered(false);
    onPick(hit);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setMarked(Math.max(0, Math.min(hits.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (isOwnKey(event, 'Enter') && open && text.trim() !== '' && (waiting || hits[at] !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      if (waiting) setEntered(true);
      else if (hits[at] !== undefined) pick(hits[at]);
    } else if (isOwnKey(event, 'Escape') && text !== '') {
      event.stopPropagation();
      setOpen(false);
      setEntered(false);
      onText('');
    }
  };
  const pickFirst = useRef<() => void>(() => undefined);
  pickFirst.current = () => {
    setEntered(false);
    if (hits[0] !== undefined) pick(hits[0]);
  };
  useEffect(() => {
    if (entered && !waiting) pickFirst.current();
  }, [entered, waiting]);

  const headingAt = (index: number): string | null => {
    const heading = headingOf?.(hits[index]!) ?? null;
    return index > 0 && headingOf?.(hits[index - 1]!) === heading ? null : heading;
  };

  return (
    <div style={{ position: 'relative' }}>
      <TextInput
        ref={inputRef}
        {...(hideLabel ? { 'aria-label': label } : { label })}
        placeholder={placeholder}
        rightSection={right}
        rightSectionWidth={48}
        value={text}
        onChange={(event) => { onText(event.currentTarget.value); setOpen(true); setMarked(0); setEntered(false); }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={visible}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={visible && hits[at] !== undefined ? `${id}-${keyOf(hits[at])}` : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      {visible && (
        <ul id={`${id}-list`} className="find-hits" role="listbox" aria-label={listLabel}>
          {hits.map((hit, index) => (
            <Fragment key={keyOf(hit)}>
              {headingAt(index) && <li role="presentation" className="heading">{headingAt(index)}</li>}
              <li id={`${id}-${keyOf(hit)}`} role="option" aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()} onMouseEnter={() => setMarked(index)} onClick={() => pick(hit)}>
                {show(hit)}
              </li>
            </Fragment>
          ))}
          {hits.length === 0 && none}
        </ul>
      )}
    </div>
  );
};
