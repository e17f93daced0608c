/** Analyses by the command line: of a shop's books, or of any log or table without them. */
import { systemClock, todayOf } from '../../base/clock.ts';
import { type AnalysisArguments, logColumns, type LogOptions, namedColumns } from './arguments.ts';
import { churn, rfm, score, segments } from './customers.ts';
import { cohorts, kpis, sampleSize, survey, uplift } from './indicators.ts';
import { readLog, type WithCore } from './log.ts';
import { basketsIn, classesIn, clusters, customerRows, pca, readBaskets, returnClasses, rules, tableRows, tree } from './patterns.ts';
import { numberColumns, readTextTable } from './tables.ts';
import type { Analysed } from './text.ts';
import { clv, predict } from './value.ts';

/** Refusals are thrown with a sentence each; too little to say anything is an answer. */
export async function analyse(given: AnalysisArguments, withCore: WithCore): Promise<Analysed> {
  const today = todayOf(systemClock);
  const log = (options: LogOptions, ...needed: Parameters<typeof readLog>[1]) => readLog(options, needed, withCore, today);
  const purchases = (options: LogOptions) => log(options, 'customer', 'date', 'amount');
  switch (given.command) {
    case 'rfm':
      return rfm(await purchases(given.options), given.options);
    case 'segments':
      return segments(await purchases(given.options), given.options);
    case 'score':
      return score(await purchases(given.options), given.options);
    case 'churn':
      return churn(await purchases(given.options), given.options);
    case 'clv':
      return clv(await purchases(given.options), given.options);
    case 'predict':
      return predict(await purchases(given.options), given.options);
    case 'kpis':
      return kpis(await purchases(given.options));
    case 'cohorts':
      return cohorts(await log(given.options, 'customer', 'date'));
    case 'rules': {
      const { options } = given;
      if (options.baskets === undefined) return rules(basketsIn(await log(options, 'item', options.by), options.by, options.without), options);
      const { baskets, itemNames, source } = await readBaskets(options.baskets, options.without);
      return rules({ baskets, itemNames, input: { source }, head: [], code: 0 }, options);
    }
    case 'clusters':
    case 'pca': {
      const { table, columns, ...options } = given.options;
      const rows = table === undefined ? customerRows(await purchases({ ...options, columns: logColumns(columns) })) : await rowsOfTable(table, columns);
      return given.command === 'pca' ? pca(rows, given.options) : clusters(rows, given.options);
    }
    case 'tree': {
      const { table, columns, ...options } = given.options;
      if (table === undefined) {
        const { rows, classes } = returnClasses(await purchases({ ...options, columns: logColumns(columns) }), options.horizon);
        return tree(rows, classes, given.options);
      }
      const { table: texts, source } = await readTextTable(table);
      const classes = classesIn(texts, options.target);
      return tree(tableRows(numberColumns(texts, namedColumns(columns), [classes.target]), source), classes, given.options);
    }
    case 'survey': {
      const { table, source } = await readTextTable(given.options.answers);
      return survey(table, source, given.options);
    }
    case 'uplift': {
      const { table, source } = await readTextTable(given.options.table);
      return uplift(table, source, given.options);
    }
    case 'sample-size':
      return sampleSize(given.options);
  }
}

const rowsOfTable = async (path: string, columns: string | undefined) => {
  const { table, source } = await readTextTable(path);
  return tableRows(numberColumns(table, namedColumns(columns)), source);
};
