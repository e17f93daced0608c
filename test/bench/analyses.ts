/** After one order only who bought is told of anew: against everything anew, on the same file in the same run. */
import { type Analysed, analyse, type AnalysisTask } from '../../core/analyses/analysing.ts';
import { analysisNames } from '../../core/analyses/methods.rules.ts';
import { defaultOptions } from '../../core/analyses/options.rules.ts';
import { defaultRule } from '../../core/scoring/rules.ts';
import type { TestCore } from '../support/core.ts';
import { median, row, timed } from './measure.ts';

const rounds = 9;

export const benchAnalyses = async ({ app }: TestCore): Promise<void> => {
  const run = (task: AnalysisTask): Analysed => {
    const steps = analyse(app.store.reader, task);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  };
  const everybody: AnalysisTask = { asOf: '2026-05-08', options: defaultOptions, rule: defaultRule, names: analysisNames, known: {}, only: null };
  let all: Analysed | null = null;
  const whole = await timed(() => {
    all = run(everybody);
  });
  const known = all ? (all as Analysed).learned : {};
  const few: number[] = [];
  for (let round = 0; round < rounds; round += 1) few.push(await timed(() => run({ ...everybody, names: [], known, only: [1000 * (round + 1)] })));
  row('figures of one customer after an order, against all methods over 100,000 customers', median(few), whole);
};
