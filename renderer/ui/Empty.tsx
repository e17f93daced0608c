import type { ReactNode } from 'react';

/** An empty page: what will be here, and the one button that fills it. */
export const Empty = ({ title, hint, children }: { readonly title: string; readonly hint: string; readonly children?: ReactNode }) => (
  <div className="empty">
    <h2>{title}</h2>
    <p className="soft">{hint}</p>
    {children}
  </div>
);
