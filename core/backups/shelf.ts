/** The folder of backups: what lies in it, what leaves it. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '../base/errors.ts';
import { instantOf } from '../base/dates.ts';
import type { Backup, Kept, ShopFacts } from './contract.ts';
import { ShopFacts as Facts } from './contract.ts';
import type { Manifest } from './container.ts';
import { readManifest } from './container.ts';
import { isKeptFolder } from './restoring.ts';
import { isBackupName, keptUntil, leavingDays, leavingToday, newestFirst } from './rules.ts';

type Shelved = { readonly name: string; readonly number: number; readonly manifest: Manifest };

export const createShelf = (folder: string) => {
  const known = new Map<string, { readonly at: string; readonly manifest: Manifest | null }>();
  const entries = (): readonly string[] => (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : []);

  /** Read once, and again when the file is another one. Null for a damaged one. */
  const manifestOf = (name: string): Manifest | null => {
    const path = join(folder, name);
    try {
      const { size, mtimeMs } = statSync(path);
      const at = `${size} ${mtimeMs}`;
      const cached = known.get(name);
      if (cached?.at === at) return cached.manifest;
      let manifest: Manifest | null = null;
      try {
        manifest = readManifest(path);
      } catch {
        // Stays in the folder for whoever can help; it is no backup.
      }
      known.set(name, { at, manifest });
      return manifest;
    } catch {
      return null;
    }
  };

  const all = (): readonly Shelved[] =>
    newestFirst(entries().filter(isBackupName).flatMap((name) => {
      const manifest = manifestOf(name);
      return manifest ? [{ name, number: manifest.number, manifest }] : [];
    }));

  const madeOf = ({ name, number, manifest: { madeAt, reason } }: Shelved) => ({ name, number, madeAt, reason });
  const backups = (): Backup[] => {
    const shelved = all();
    const leaving = leavingDays(shelved.map(madeOf));
    return shelved.map(({ name, manifest: { reason, madeAt, facts, body } }) => ({ name, reason, madeAt, facts, bytes: body.bytes, leavesOn: leaving.get(name) ?? null }));
  };

  const factsOf = (name: string): ShopFacts | null => {
    try {
      return Facts.parse(JSON.parse(readFileSync(join(folder, name, '说明.json'), 'utf8')));
    } catch {
      return null;
    }
  };
  const databaseIn = (name: string): string | undefined => readdirSync(join(folder, name)).find((file) => file.endsWith('.db'));
  const kept = (): Kept[] =>
    entries().filter((name) => isKeptFolder(name) && databaseIn(name) !== undefined).toSorted().toReversed().map((name) => {
      const keptAt = instantOf(statSync(join(folder, name)).birthtimeMs);
      const stamped = /(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})/.exec(name);
      const at = stamped ? `${stamped[1]}T${stamped[2]}:${stamped[3]}:${stamped[4]}+08:00` : keptAt;
      return { name, keptAt: at, facts: factsOf(name), leavesOn: keptUntil(at) };
    });

  return {
    backups,
    nextNumber: (): number => (all()[0]?.number ?? 0) + 1,
    newest: (): Shelved | null => all()[0] ?? null,
    kept,
    /** Only what lies in the folder can be named. */
    pathOf: (name: string): string => {
      if (!isBackupName(name) || !entries().includes(name)) throw new Refused('backups.missing', { file: name });
      return join(folder, name);
    },
    keptPathOf: (name: string): string => {
      const file = isKeptFolder(name) && entries().includes(name) ? databaseIn(name) : undefined;
      if (file === undefined) throw new Refused('backups.missing', { file: name });
      return join(folder, name, file);
    },
    describeKept: (path: string, facts: ShopFacts | null): void => {
      if (facts) writeFileSync(join(path, '说明.json'), JSON.stringify(facts));
    },
    /** Takes away what has had its time. */
    tidy: (today: string): void => {
      for (const name of leavingToday(all().map(madeOf), today)) rmSync(join(folder, name), { force: true });
      for (const { name, leavesOn } of kept()) if (leavesOn <= today) rmSync(join(folder, name), { recursive: true, force: true });
    },
    /** What a power cut left half-written. */
    sweep: (): void => {
      for (const name of entries()) if (name.includes('.partial') || name.startsWith('.restoring')) rmSync(join(folder, name), { recursive: true, force: true });
    },
  };
};
export type Shelf = ReturnType<typeof createShelf>;

/** The same rules for the copies elsewhere, and only for those of this shop. */
export const tidyCopies = (folder: string, lineage: string | null, today: string): void => {
  const own = readdirSync(folder).filter(isBackupName).flatMap((name) => {
    try {
      const { number, madeAt, reason, lineage: of } = readManifest(join(folder, name));
      return of === lineage ? [{ name, number, madeAt, reason }] : [];
    } catch {
      return [];
    }
  });
  for (const name of leavingToday(own, today)) rmSync(join(folder, name), { force: true });
};
