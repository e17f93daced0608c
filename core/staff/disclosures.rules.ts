/** Which answers take personal data off the laptop, and what is written down about them. */
import type { Contract, OutputOf, ParsedInputOf } from '../base/contract.ts';
import type { XiangkeContract } from '../contract.ts';
import type { Disclosure } from './contract.ts';

type Tellings<C extends Contract> = { readonly [F in keyof C]?: { readonly [N in keyof C[F]]?: (input: ParsedInputOf<C[F][N]>, output: OutputOf<C[F][N]>) => Disclosure } };

const tellings: Tellings<XiangkeContract> = {
  backups: {
    copy: (_, { facts }) => ({ kind: 'copy', subject: 'backup', people: facts.customers }),
    handOver: (_, { facts }) => ({ kind: 'copy', subject: 'handOver', people: facts.customers }),
  },
  imports: { exportRefused: (_, { rows }) => ({ kind: 'export', subject: 'refusedRows', people: rows }) },
  privacy: { exportCopy: (_, { uid }) => ({ kind: 'export', subject: uid, people: 1 }) },
  reports: { exportTable: ({ kind }, { rows }) => ({ kind: 'export', subject: kind, people: kind === 'products' ? null : rows }) },
  staff: {
    exportSteps: (_, { rows }) => ({ kind: 'export', subject: 'steps', people: rows }),
    notePrint: ({ kind, list, people }) => ({ kind, subject: list, people }),
  },
  store: { saveCopy: () => ({ kind: 'copy', subject: 'wholeFile', people: null }) },
};

/** Null for an answer that stays on the screen. */
export const disclosureOf = (method: string, input: unknown, output: unknown): Disclosure | null => {
  const [feature = '', name = ''] = method.split('.');
  const features = tellings as Readonly<Record<string, Readonly<Record<string, (input: unknown, output: unknown) => Disclosure>>>>;
  return (Object.hasOwn(features, feature) ? features[feature]?.[name] : undefined)?.(input, output) ?? null;
};
