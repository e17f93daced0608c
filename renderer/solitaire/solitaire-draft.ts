/** The pasted list and what was said about it. Lives outside the page, so that a look at another page loses nothing. */
import { create } from 'zustand';
import type { OutputOf } from '../../core/base/contract.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import type { SolitaireGoods, SolitaireRequest, SolitaireWho } from '../../core/solitaire/contract.ts';
import { dayFrom, today } from '../ui/format.ts';

export type SolitaireRead = OutputOf<XiangkeContract['solitaire']['read']>;
export type SolitaireResult = OutputOf<XiangkeContract['solitaire']['run']>;

type Draft = {
  readonly text: string;
  readonly group: string;
  /** as typed; empty means today */
  readonly day: string;
  /** the table of goods once the person has changed something in it */
  readonly goods: readonly SolitaireGoods[] | null;
  readonly people: ReadonlyMap<string, SolitaireWho>;
  readonly pickupPoints: ReadonlyMap<string, string>;
  /** whom the question at the top is about, when somebody wants to change an answer */
  readonly asking: string | null;
  readonly result: { readonly told: SolitaireResult; readonly group: string; readonly on: string; readonly undone: boolean } | null;
};

const empty: Draft = { text: '', group: '', day: '', goods: null, people: new Map(), pickupPoints: new Map(), asking: null, result: null };
export const useSolitaireDraft = create<Draft>(() => empty);

export const changeDraft = (change: Partial<Draft>): void => useSolitaireDraft.setState(change);
/** Another list of, most likely, the same group. */
export const startAnother = (text = ''): void => useSolitaireDraft.setState(({ group }) => ({ ...empty, group, text }));
export const emptyDraft = (): void => useSolitaireDraft.setState(empty);

export const answerWho = (nickname: string, who: SolitaireWho): void =>
  useSolitaireDraft.setState(({ people }) => ({ people: new Map(people).set(nickname, who), asking: null }));
export const answerAll = (nicknames: readonly string[], who: SolitaireWho): void =>
  useSolitaireDraft.setState(({ people }) => ({ people: new Map([...people, ...nicknames.map((nickname) => [nickname, who] as const)]), asking: null }));
export const answerPickup = (nickname: string, pickupPoint: string): void =>
  useSolitaireDraft.setState(({ pickupPoints }) => ({ pickupPoints: new Map(pickupPoints).set(nickname, pickupPoint) }));
/** The text stays the one truth: a line that was put right is put right in it. */
export const changeLine = (line: number, words: string): void =>
  useSolitaireDraft.setState(({ text }) => ({ text: text.split('\n').map((one, index) => (index + 1 === line ? words : one)).join('\n') }));
export const addLine = (words: string): void => useSolitaireDraft.setState(({ text }) => ({ text: `${text.trimEnd()}\n${words}` }));

export const dayOfDraft = ({ day }: Pick<Draft, 'day'>): string | null => (day.trim() === '' ? today() : dayFrom(day));

export const requestOf = (draft: Draft): SolitaireRequest | null => {
  const on = dayOfDraft(draft);
  if (draft.text.trim() === '' || on === null) return null;
  return {
    text: draft.text, group: draft.group, on, ...(draft.goods === null ? {} : { goods: [...draft.goods] }),
    people: [...draft.people].map(([nickname, who]) => ({ nickname, who })),
    pickupPoints: [...draft.pickupPoints].map(([nickname, pickupPoint]) => ({ nickname, pickupPoint })),
  };
};
