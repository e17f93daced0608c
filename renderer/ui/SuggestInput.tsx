import { Autocomplete } from '@mantine/core';
import { useState } from 'react';

type Props = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly suggestions: readonly string[];
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly width?: number | string;
  readonly description?: string;
  readonly placeholder?: string;
};

/** A free text that knows what was written before: arrows choose, Enter without a choice goes on, Esc closes the list first. */
export const SuggestInput = ({ label, hideLabel = false, value, suggestions, onChange, maxLength, width, description, placeholder }: Props) => {
  const [open, setOpen] = useState(false);
  return (
    <Autocomplete
      {...(hideLabel ? { 'aria-label': label } : { label })}
      description={description}
      placeholder={placeholder}
      value={value}
      data={[...new Set(suggestions)]}
      limit={8}
      w={width}
      maxLength={maxLength}
      onChange={onChange}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onKeyDown={(event) => { if (event.key === 'Escape' && open && suggestions.some((one) => one.includes(value))) event.stopPropagation(); }}
      autoComplete="off"
      spellCheck={false}
    />
  );
};
