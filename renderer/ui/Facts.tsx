import type { ReactNode } from 'react';

/** Names and values; what is empty is left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="facts">
    {facts.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false).map(([name, value]) => (
      <div key={name} style={{ display: 'contents' }}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

export const Figures = ({ figures }: { readonly figures: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="figures">
    {figures.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
