/** The words of the methods, with their numbers. */
import { methodCards, type MethodCard } from '../../core/messages/methods.zh-CN.ts';
import { patternMessages } from '../../core/messages/patterns.zh-CN.ts';
import type { MethodCardState, MethodState } from '../../core/analyses/contract.ts';
import { t } from '../i18n/texts.ts';
import { fullDay, moneyShort, numberText } from '../ui/format.ts';

type Gaps = Readonly<Record<string, string | number>>;

const filled = (template: string, gaps: Gaps): string => template.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ''));

export const patternSentence = (code: keyof typeof patternMessages, gaps: Gaps): string => filled(patternMessages[code], gaps);

/** The card of a method, the gaps of its sentences filled with what the computation goes by. */
export const cardOf = ({ name, numbers }: Pick<MethodCardState, 'name' | 'numbers'>): MethodCard => {
  const { name: title, says, how, minimum, beware, source } = methodCards[name];
  const fill = (text: string): string => filled(text, numbers);
  return { name: fill(title), says: fill(says), how: fill(how), minimum: fill(minimum), beware: fill(beware), source };
};

/** One decimal, none when it is whole. */
export const roughly = (value: number): string => numberText(Math.round(value * 10) / 10);

/** An estimate pretends to no fen. */
export const roughMoney = (fen: number): string => (Math.abs(fen) < 1_000_000 ? `¥${numberText(Math.round(fen / 100))}` : moneyShort(fen));

/** How a method stands in this shop; `asOf` is the day that stands above all of them. */
export const stateText = (state: MethodState, asOf: string | null): string => {
  switch (state.type) {
    case 'made':
      return state.asOf === asOf ? t('analyses.states.made') : t('analyses.states.madeOn', { day: fullDay(state.asOf) });
    case 'tooFew':
      return t('analyses.states.tooFew', { needed: roughly(state.needed), have: roughly(state.have) });
    case 'noSource':
      return t(`analyses.states.noSource.${state.source}`);
    case 'calculator':
    case 'waiting':
      return t(`analyses.states.${state.type}`);
  }
};
