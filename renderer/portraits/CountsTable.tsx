import type { ReactNode } from 'react';

type Head = readonly [title: string, align: 'text' | 'number'];

/** The numbers behind a picture. */
export const CountsTable = ({ label, heads, rows }: { readonly label: string; readonly heads: readonly Head[]; readonly rows: readonly (readonly ReactNode[])[] }) => (
  <table className="rows" aria-label={label}>
    <thead>
      <tr>{heads.map(([title, align]) => <th key={title} scope="col" className={align === 'number' ? 'number' : undefined}>{title}</th>)}</tr>
    </thead>
    <tbody>
      {rows.map((cells, at) => (
        <tr key={at}>{cells.map((cell, column) => <td key={column} className={heads[column]?.[1] === 'number' ? 'number' : undefined}>{cell}</td>)}</tr>
      ))}
    </tbody>
  </table>
);
