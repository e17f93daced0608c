/**
 * Who may ask what: one line a method, and the dispatcher reads it for every message. `anyone` also while it is locked,
 * `clerk` whoever has signed in, `owner` only an owner. A method without a line is for owners.
 *
 * A clerk works with one customer at a time. What takes many people's data off the laptop, away for good or back to
 * another day, and what changes how the shop works, is for owners.
 */
import type { Contract } from '../base/contract.ts';
import type { XiangkeContract } from '../contract.ts';
import type { Member } from './contract.ts';

export type Right = 'anyone' | 'clerk' | 'owner';
type Rights<C extends Contract> = { readonly [F in keyof C]: { readonly [N in keyof C[F]]: Right } };

export const rights = {
  analyses: { methods: 'clerk', get: 'clerk', customer: 'clerk', run: 'clerk', options: 'clerk', setOptions: 'owner' },
  backups: {
    state: 'clerk', list: 'owner', make: 'clerk', copy: 'owner', handOver: 'owner', forgetPlace: 'owner', leaveDrive: 'clerk', compare: 'owner',
    restore: 'owner', verify: 'owner', lock: 'owner', unlock: 'owner', rehearse: 'owner',
  },
  customers: {
    list: 'clerk', ids: 'clerk', get: 'clerk', tags: 'clerk', labels: 'owner', villages: 'clerk', places: 'clerk', brought: 'clerk', photo: 'clerk', setPhoto: 'clerk',
    customFields: 'clerk', saveCustomField: 'owner', removeCustomField: 'owner', create: 'clerk', update: 'clerk', delete: 'clerk', tagMany: 'clerk', deleteMany: 'owner',
  },
  duplicates: {
    list: 'clerk', find: 'clerk', check: 'clerk', pair: 'clerk', merge: 'clerk', mergeMany: 'owner', notSame: 'clerk', household: 'clerk', merges: 'clerk',
    unmergePlan: 'clerk', unmerge: 'clerk',
  },
  // Only their own steps: see the service.
  history: { list: 'clerk', changesOf: 'clerk', trash: 'clerk', restore: 'owner', undo: 'clerk' },
  imports: {
    preview: 'clerk', run: 'clerk', exportRefused: 'owner', saveTemplate: 'clerk', list: 'clerk', rows: 'clerk', conflicts: 'clerk', takeTheirs: 'clerk', mappings: 'clerk',
    rememberMapping: 'clerk', forgetMapping: 'owner', statusWords: 'clerk', ordersUnderWord: 'clerk', setStatusWords: 'clerk', removeStatusWord: 'owner', undoPlan: 'clerk', undo: 'clerk',
  },
  orders: { list: 'clerk', get: 'clerk', platforms: 'clerk' },
  portraits: { get: 'clerk' },
  practice: { fill: 'owner' },
  privacy: {
    copyOf: 'owner', exportCopy: 'owner', mayContact: 'clerk', rules: 'clerk', setRules: 'owner', forgetPlan: 'owner', forget: 'owner', erasures: 'owner',
    longAway: 'owner', forgetLongAway: 'owner', holdings: 'owner',
  },
  quality: { summary: 'clerk', list: 'clerk', decide: 'clerk', putOff: 'owner' },
  referrals: { summary: 'clerk', helpers: 'clerk', tree: 'clerk' },
  reports: { overview: 'clerk', customer: 'clerk', segment: 'clerk', people: 'clerk', exportTable: 'owner' },
  scoring: { score: 'clerk', summary: 'clerk', explain: 'clerk', rule: 'clerk', setRule: 'owner' },
  search: { find: 'clerk' },
  segments: {
    count: 'clerk', people: 'clerk', suggestions: 'clerk', list: 'clerk', get: 'clerk', create: 'clerk', change: 'clerk', setPeople: 'clerk', copy: 'clerk', remove: 'clerk', look: 'clerk',
    saveFile: 'clerk', readFile: 'clerk',
  },
  settings: { get: 'anyone', update: 'owner' },
  solitaire: { read: 'clerk', groups: 'clerk', preview: 'clerk', run: 'clerk' },
  staff: {
    state: 'anyone', signIn: 'anyone', lock: 'anyone', recover: 'anyone', add: 'owner', change: 'owner', setPin: 'clerk', remove: 'owner', setLocking: 'owner',
    reveal: 'clerk', notePrint: 'clerk', disclosures: 'owner', exportSteps: 'owner',
  },
  store: {
    health: 'clerk', check: 'clerk', openAgain: 'owner', moveHome: 'owner', exportReadable: 'owner', goOnWithReadable: 'owner', saveCopy: 'owner', startAnew: 'owner',
  },
  timeline: { list: 'clerk', summary: 'clerk', add: 'clerk', edit: 'clerk', remove: 'clerk' },
} as const satisfies Rights<XiangkeContract>;

const lines: Readonly<Record<string, Readonly<Record<string, Right>>>> = rights;

export const rightOf = (method: string): Right => {
  const [feature = '', name = ''] = method.split('.');
  return Object.hasOwn(lines, feature) && Object.hasOwn(lines[feature]!, name) ? lines[feature]![name]! : 'owner';
};

/** `member` null: nobody has signed in, though somebody has to. */
export const may = (member: Pick<Member, 'role'> | null, method: string): boolean => {
  const right = rightOf(method);
  return right === 'anyone' || (member !== null && (right === 'clerk' || member.role === 'owner'));
};
