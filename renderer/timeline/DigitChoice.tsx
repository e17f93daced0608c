import { Button, Kbd } from '@mantine/core';

type Props<V extends string> = {
  readonly label: string;
  readonly options: readonly (readonly [value: V, text: string])[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  /** takes the focus when it appears, so that the digits work at once */
  readonly autoFocus?: boolean;
};

/** A few big buttons, each with the digit that presses it. */
export const DigitChoice = <V extends string>({ label, options, value, onChange, autoFocus = false }: Props<V>) => (
  <div role="group" aria-label={label} className="digit-choice">
    <span className="soft">{label}</span>
    <div className="side-by-side">
      {options.map(([one, text], index) => {
        const focused = autoFocus && (value === null ? index === 0 : one === value);
        return (
          // A dialog that opens asks for the attribute, one that is open already for the property.
          <Button key={one} variant={one === value ? 'filled' : 'default'} px={12} aria-pressed={one === value} aria-label={text} autoFocus={focused} data-autofocus={focused || undefined}
            leftSection={<Kbd aria-hidden>{index + 1}</Kbd>} onClick={() => onChange(one)}>{text}</Button>
        );
      })}
    </div>
  </div>
);
