/** Answers of the core that open pages show: kept per question, asked again when a feature they rest on has changed. */

/** What an answer rests on besides its own feature. Reports and history rest on everything. */
const restsOn: Readonly<Record<string, readonly string[]>> = {
  customers: ['customers', 'orders', 'imports', 'scoring', 'history'],
  orders: ['orders', 'customers', 'imports', 'history'],
  scoring: ['scoring', 'customers', 'orders', 'imports', 'history'],
  imports: ['imports', 'history'],
  segments: ['segments', 'customers', 'orders', 'timeline', 'scoring', 'analyses', 'imports', 'history'],
  search: ['customers', 'orders', 'products', 'imports', 'history'],
  settings: ['settings', 'history'],
  staff: ['staff', 'history'],
  backups: ['backups', 'history'],
};

type Listener = { readonly feature: string; readonly ask: () => void };
const listeners = new Set<Listener>();
const kept = new Map<string, unknown>();
const keptAtMost = 60;

export const keepAnswer = (key: string, answer: unknown): void => {
  kept.delete(key);
  kept.set(key, answer);
  const oldest = kept.keys().next().value;
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
};

export const keptAnswer = (key: string): unknown => kept.get(key);

export const onAnswersOld = (feature: string, ask: () => void): (() => void) => {
  const listener = { feature, ask };
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Without features: everything is old (another book was opened, or the core came back). */
export const forgetAnswers = (features?: readonly string[]): void => {
  const isOld = (feature: string) => !features || !restsOn[feature] || restsOn[feature].some((one) => features.includes(one));
  for (const key of [...kept.keys()]) if (isOld(key.slice(0, key.indexOf('.')))) kept.delete(key);
  for (const listener of [...listeners]) if (isOld(listener.feature)) listener.ask();
};
