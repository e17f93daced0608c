import { expect } from 'vitest';
import { expectInReadme } from './readme-block.ts';

/** How far a number of ours may lie from the reference; without one it must be the same. */
export type Tolerance = { readonly absolute: number } | { readonly relative: number };

/** Numbers of ours against published or recomputed ones: each is checked when it comes, and all become a table of the README. */
export function verification(block: string) {
  const rows: string[] = [];
  return {
    row(method: string, data: string, reference: number, ours: number, tolerance: Tolerance = { absolute: 0 }): void {
      const difference = Math.abs(ours - reference);
      const allowed = 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(reference);
      expect(difference <= allowed, `${method}, ${data}: reference ${reference}, ours ${ours}, ${difference} apart where ${allowed} is allowed`).toBe(true);
      rows.push(`| ${method} | ${data} | ${reference} | ${spelled(ours, reference)} | ${allowed === 0 ? '0' : `≤ ${allowed.toPrecision(1)}`} |`);
    },
    /** To be called after all rows; says nothing when none came, as without the research data. */
    matchesReadme(): void {
      if (rows.length > 0) expectInReadme(`verification ${block}`, ['| method | data | reference | ours | difference |', '|---|---|--:|--:|--:|', ...rows].join('\n'));
    },
  };
}

/** Two decimals more than the reference is printed with: enough to compare, and the same on every machine. */
const spelled = (ours: number, reference: number): string => {
  const decimals = `${reference}`.split('.')[1]?.length ?? 0;
  return Number.isInteger(ours) ? `${ours}` : ours.toFixed(Math.min(12, decimals + 2));
};
