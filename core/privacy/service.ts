import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Pace, SheetTable } from '../reports/workbook.ts';
import type { SettingsRepository } from '../settings/repository.ts';
import type { Contacting } from './contacting.ts';
import type { Holdings, PersonCopy } from './contract.ts';
import { PrivacyRules } from './contract.ts';
import { workbookOf } from './copy.ts';
import type { createForgetting } from './forgetting.ts';
import type { PrivacyRepository } from './repository.ts';
import { longAwayBefore, usualRules } from './rules.ts';

type Parts = {
  readonly read: PrivacyRepository;
  readonly settings: { readonly read: SettingsRepository; readonly write: SettingsRepository };
  readonly clock: Clock;
  readonly files: Files;
  readonly copyOf: (id: number) => PersonCopy;
  readonly writeWorkbook: (path: string, name: string, tables: readonly SheetTable[], pace: Pace) => Promise<number>;
  readonly contacting: Contacting;
  readonly forgetting: ReturnType<typeof createForgetting>;
  /** puts people in the trash, as one step */
  readonly remove: (ids: readonly number[], job: JobContext) => Promise<unknown>;
  readonly deleted: () => number;
  readonly shopName: () => string;
};
type Page = { readonly offset: number; readonly limit: number };

const setting = 'privacyRules';
/** Unreadable ones are the usual ones. */
export const privacyRulesIn = (settings: SettingsRepository): PrivacyRules => PrivacyRules.safeParse(settings.find(setting)).data ?? usualRules;

export const createPrivacy = ({ read, settings, clock, files, copyOf, writeWorkbook, contacting, forgetting, remove, deleted, shopName }: Parts) => {
  const before = (): string => longAwayBefore(todayOf(clock), privacyRulesIn(settings.read).yearsKept);
  return {
    copyOf: ({ id }: { readonly id: number }) => copyOf(id),
    exportCopy: async ({ id, file }: { readonly id: number; readonly file: string }, job: JobContext) => {
      const { path, name } = files.find(file);
      const copy = copyOf(id);
      return { rows: await writeWorkbook(path, name, workbookOf(copy), job), fileName: name, uid: copy.uid };
    },
    mayContact: ({ customerIds }: { readonly customerIds: readonly number[] }) => contacting.states(customerIds),
    rules: () => privacyRulesIn(settings.read),
    setRules: (change: Partial<PrivacyRules>, operation: RunningOperation) => {
      settings.write.put(setting, { ...privacyRulesIn(settings.write), ...change });
      operation.about(setting);
      return { operationId: operation.id };
    },
    forgetPlan: ({ customerIds }: { readonly customerIds: readonly number[] }) => forgetting.plan(customerIds),
    forget: ({ customerIds }: { readonly customerIds: readonly number[] }, job: JobContext) => forgetting.forget(customerIds, 'request', job),
    erasures: ({ offset, limit }: Page) => read.erasures(offset, limit),
    longAway: ({ offset, limit }: Page) => ({ total: read.countLongAway(before()), before: before(), rows: read.longAway(before(), offset, limit) }),
    /** First into the trash, so that what is left of a half-done work is where people look for it. */
    forgetLongAway: async ({ except }: { readonly except: readonly number[] }, job: JobContext) => {
      const kept = new Set(except);
      const ids = read.longAwayIds(before()).filter((id) => !kept.has(id));
      if (ids.length === 0) throw new Refused('privacy.nobodyAway');
      await remove(ids, job);
      return forgetting.forget(ids, 'retention', job);
    },
    holdings: (): Holdings => ({ shopName: shopName(), day: todayOf(clock), deleted: deleted(), ...read.holdings() }),
  };
};
export type Privacy = ReturnType<typeof createPrivacy>;
