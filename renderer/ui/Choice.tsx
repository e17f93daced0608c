import { NativeSelect } from '@mantine/core';

type Props<V extends string> = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: V | null;
  readonly options: readonly (readonly [value: V, text: string])[];
  readonly onChange: (value: V | null) => void;
  /** the text of no choice; without it one must be chosen */
  readonly none?: string;
  readonly width?: number;
  readonly description?: string;
};

/** The system's own list: one keyboard for all, and large enough on every screen. */
export const Choice = <V extends string>({ label, hideLabel = false, value, options, onChange, none, width, description }: Props<V>) => (
  <NativeSelect
    {...(hideLabel ? { 'aria-label': label } : { label })}
    description={description}
    value={value ?? ''}
    w={width}
    onChange={(event) => {
      const chosen = event.currentTarget.value;
      onChange(options.find(([one]) => one === chosen)?.[0] ?? null);
    }}
    data={[...(none === undefined ? [] : [{ value: '', label: none }]), ...options.map(([one, text]) => ({ value: one as string, label: text }))]}
  />
);
