import type { RunningOperation } from '../base/recorder.ts';
import type { SettingsRepository } from '../settings/repository.ts';
import { ScoringRule } from './contract.ts';
import type { CustomerScore, ScoreSummary, Thresholds } from './contract.ts';
import { lifecycleOf } from './lifecycle.rules.ts';
import type { ScoringRepository } from './repository.ts';
import { defaultRule, scoreCustomers } from './rules.ts';

type Parts = {
  readonly read: ScoringRepository;
  readonly write: ScoringRepository;
  readonly settings: { readonly read: SettingsRepository; readonly write: SettingsRepository };
};

/** What a long scoring needs from whoever runs it. */
export type ScoringPace = { readonly progress: (phase: string, done: number, total: number | null) => void; readonly breathe: () => Promise<void> };

export const createScoring = ({ read, write, settings }: Parts) => {
  const ruleFrom = (source: SettingsRepository): ScoringRule => ScoringRule.safeParse(source.find('scoringRule')).data ?? defaultRule;

  const isOtherRule = (rule: ScoringRule | undefined): boolean => JSON.stringify(rule) !== JSON.stringify(ruleFrom(settings.read));

  return {
    rule: (): ScoringRule => ruleFrom(settings.read),
    setRule: (rule: ScoringRule, operation: RunningOperation) => {
      settings.write.put('scoringRule', rule);
      return { operationId: operation.id };
    },

    /** Scores everybody as of the day, inside the transaction that the caller opened on the writing connection. */
    score: async (asOf: string, { progress, breathe }: ScoringPace): Promise<void> => {
      progress('scoring.reading', 0, null);
      const lastOperationId = write.lastOperationId();
      const rule = ruleFrom(settings.write);
      const { scores, thresholds } = scoreCustomers(write.inputs(asOf), rule, asOf);
      write.clear();
      for (const [index, score] of scores.entries()) {
        write.put(score);
        if (index % 200 === 0) {
          progress('scoring.writing', index, scores.length);
          await breathe();
        }
      }
      write.finish({ asOf, lastOperationId, rule, thresholds });
      progress('scoring.writing', scores.length, scores.length);
    },

    /** True when the stored scores were made by another rule; other settings leave them as they are. */
    ruleChanged: (): boolean => isOtherRule(read.run()?.rule),
    /** True when orders or the rule changed since the stored scoring, or when it is of another day. */
    isStale: (today: string | null): boolean => {
      const run = read.run();
      return !run || run.lastOperationId !== read.lastOperationId() || isOtherRule(run.rule) || (today !== null && run.asOf !== today);
    },
    /** Gives new people a lifecycle and drops the gone, between two scorings. */
    reconcile: (): void => {
      const lifecycle = (hasNeed: boolean) => lifecycleOf({ firstOrderDaysAgo: null, recency: null, hasNeed }, ruleFrom(settings.write));
      write.reconcile({ potential: lifecycle(true), registered: lifecycle(false) });
    },
    summary: (): ScoreSummary | null => read.summary(),
    explain: (customerId: number): { score: CustomerScore; thresholds: Thresholds } | null => {
      const score = read.find(customerId);
      const thresholds = read.run()?.thresholds;
      return score && thresholds ? { score, thresholds } : null;
    },
  };
};
export type Scoring = ReturnType<typeof createScoring>;
