import type { RunningOperation } from '../base/recorder.ts';
import { Settings } from './contract.ts';
import type { SettingsRepository } from './repository.ts';

const unset: Settings = { shopName: null, typeSize: 100 };

export const createSettings = ({ read, write }: { readonly read: SettingsRepository; readonly write: SettingsRepository }) => ({
  /** Unreadable or missing values become the defaults, one by one. */
  get: (): Settings => {
    const stored = Object.fromEntries(
      Object.entries(Settings.shape).map(([name, schema]) => [name, schema.safeParse(read.find(name)).data ?? unset[name as keyof Settings]]),
    );
    return Settings.parse(stored);
  },
  update: (changes: Partial<Settings>, operation: RunningOperation) => {
    for (const [name, value] of Object.entries(changes)) if (value !== undefined) write.put(name, value);
    operation.about(Object.keys(changes).join(' '));
    return { operationId: operation.id };
  },
});
