import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
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
  readonly keyOf: (hit: T) => number;
  readonly show: (hit: T) => ReactNode;
  readonly onPick: (hit: T) => void;
  /** said instead of hits, when there are none */
  readonly none?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
};

/** Type, see the first hits, Enter takes the marked one. A combobox with a listbox as assistive programs know it. */
export const FindInput = <T,>(props: Props<T>) => {
  const { label, hideLabel = false, listLabel, placeholder, right, text, onText, hits, keyOf, show, onPick, none, inputRef } = props;
  const id = useId();
  const [marked, setMarked] = useState(0);
  const [open, setOpen] = useState(false);
  const visible = open && text.trim() !== '' && (hits.length > 0 || none !== undefined);
  const at = Math.min(marked, Math.max(0, hits.length - 1));

  const pick = (hit: T) => {
    setOpen(false);
    setMarked(0);
    onPick(hit);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setMarked(Math.max(0, Math.min(hits.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (isOwnKey(event, 'Enter') && visible && hits[at] !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      pick(hits[at]);
    } else if (isOwnKey(event, 'Escape') && text !== '') {
      event.stopPropagation();
      setOpen(false);
      onText('');
    }
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
        onChange={(event) => { onText(event.currentTarget.value); setOpen(true); setMarked(0); }}
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
            <li key={keyOf(hit)} id={`${id}-${keyOf(hit)}`} role="option" aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()} onMouseEnter={() => setMarked(index)} onClick={() => pick(hit)}>
              {show(hit)}
            </li>
          ))}
          {hits.length === 0 && none}
        </ul>
      )}
    </div>
  );
};
