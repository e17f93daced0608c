import type { Database } from 'better-sqlite3';

/** Named values as JSON. A value nobody can read counts as not set. */
export const settingsRepository = (db: Database) => {
  const find = db.prepare<[string], { value: string }>(`SELECT value FROM settings WHERE name = ?`);
  const put = db.prepare(`INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`);
  return {
    find: (name: string): unknown => {
      const row = find.get(name);
      try {
        return row ? JSON.parse(row.value) : undefined;
      } catch {
        return undefined;
      }
    },
    put: (name: string, value: unknown): void => void put.run(name, JSON.stringify(value)),
  };
};
export type SettingsRepository = ReturnType<typeof settingsRepository>;
