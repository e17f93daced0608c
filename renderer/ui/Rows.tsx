import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

type Props<T> = {
  readonly rows: readonly T[];
  readonly none: T;
  readonly most: number;
  readonly add: string;
  readonly remove: string;
  readonly onChange: (rows: readonly T[]) => void;
  /** the last one cannot be removed */
  readonly atLeastOne?: boolean;
  readonly children: (row: T, change: (part: Partial<T>) => void, index: number) => ReactNode;
};

/** Several of one kind in a form, each in a row; a new row is written into at once. */
export const Rows = <T,>({ rows, none, most, add, remove, onChange, atLeastOne = false, children }: Props<T>) => {
  const box = useRef<HTMLDivElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    box.current?.querySelector<HTMLElement>('.side-by-side:last-of-type input, .side-by-side:last-of-type select')?.focus();
  }, [rows.length]);
  return (
    <div ref={box} style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      {rows.map((row, index) => (
        <div key={index} className="side-by-side">
          {children(row, (part) => onChange(rows.map((one, at) => (at === index ? { ...one, ...part } : one))), index)}
          {(!atLeastOne || rows.length > 1) && (
            <ActionIcon variant="subtle" color="gray" size={42} aria-label={`${remove} ${index + 1}`} onClick={() => onChange(rows.filter((_, at) => at !== index))}><IconX size={18} aria-hidden /></ActionIcon>
          )}
        </div>
      ))}
      {rows.length < most && <span><Button variant="subtle" px={8} ml={-8} onClick={() => { added.current = true; onChange([...rows, none]); }}>{add}</Button></span>}
    </div>
  );
};

/** 电话, or 电话 2 when there are several. */
export const numbered = (name: string, index: number, count: number): string => (count > 1 ? `${name} ${index + 1}` : name);
