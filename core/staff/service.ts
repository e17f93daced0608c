import type { Clock, NewId } from '../base/clock.ts';
import { nowOf, todayOf } from '../base/clock.ts';
import { instantOf } from '../base/dates.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import { newRecoveryCode, recoveryCodeTyped } from '../base/recovery-code.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { writeWorkbook as WriteWorkbook } from '../reports/workbook.ts';
import type { SettingsRepository } from '../settings/repository.ts';
import type { Disclosure, Member, Role, StaffState } from './contract.ts';
import { Locking } from './contract.ts';
import type { Desk, Present } from './desk.ts';
import { opens, opensNow, sealed } from './pins.ts';
import type { StaffRepository, StaffRow, StaffWriter } from './repository.ts';
import type { Attempts } from './rules.ts';
import { isOn, secondsToWait, waitAfter } from './rules.ts';
import { stepsTable } from './steps-table.ts';

type Parts = {
  readonly read: StaffRepository;
  readonly write: StaffWriter;
  readonly settings: { readonly read: SettingsRepository; readonly write: SettingsRepository };
  readonly desk: Desk;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly files: Files;
  readonly writeWorkbook: typeof WriteWorkbook;
  /** one customer as the reader knows them */
  readonly customer: (id: number) => { readonly uid: string; readonly phones: { readonly number: string; readonly label: string | null }[] };
  /** writes rows that are no step of anybody's, when the writer is free */
  readonly derive: (work: () => Promise<void>) => Promise<void>;
};

const setting = 'staffLocking';
const unset: Locking = { minutes: 5, alone: false };
const codeLength = 16;
const newCode = () => {
  const code = newRecoveryCode(codeLength);
  return { code, recovery: sealed(recoveryCodeTyped(code)) };
};

const memberOf = ({ id, name, role }: StaffRow): Member => ({ id, name, role });

export const createStaff = ({ read, write, settings, desk, clock, newId, files, writeWorkbook, customer, derive }: Parts) => {
  const lockingIn = (repository: SettingsRepository): Locking => Locking.safeParse(repository.find(setting)).data ?? unset;
  const seated = (people: readonly StaffRow[]) => people.find(({ uid }) => uid === desk.seat());

  const present = (): Present => {
    const people = read.active();
    const on = isOn(people, lockingIn(settings.read).alone);
    const member = on ? seated(people) : undefined;
    return desk.remember({ on, member: member ? memberOf(member) : null });
  };

  const find = (people: readonly StaffRow[], id: number): StaffRow => {
    const person = people.find((one) => one.id === id);
    if (!person) throw new Refused('staff.notFound');
    return person;
  };

  /** With people, and no owner among them, nobody could ever change anything again. */
  const demandOwner = (): void => {
    const people = write.active();
    if (people.length > 0 && !people.some(({ role }) => role === 'owner')) throw new Refused('staff.noOwner');
  };
  const demandNewName = (name: string, id: number | null): void => {
    if (write.active().some((one) => one.name === name && one.id !== id)) throw new Refused('staff.nameTaken', { name });
  };
  /** Whoever turns the sign-in on goes on working: so far there is only the owner. */
  const staySeated = (): void => {
    const [owner] = write.active();
    if (owner && !present().on) desk.sit(owner.uid);
  };

  /** Of this run; the table keeps them for the next one, which may be written only after a long import. */
  const tries = new Map<number, Attempts>();
  const triesOf = (id: number): Attempts => tries.get(id) ?? read.attempts(id) ?? { failures: 0, lastAt: 0 };
  const noteTries = (id: number, failures: number): void => {
    const lastAt = clock.now();
    tries.set(id, { failures, lastAt });
    void derive(async () => write.noteAttempts(id, failures, instantOf(lastAt))).catch(() => undefined);
  };
  let trying: Promise<unknown> = Promise.resolve();
  /** One try after the other, so that many at once wait like many in a row. */
  const demandFit = (id: number, typed: string, seal: string, wrong: string): Promise<void> => {
    const tried = trying.then(async () => {
      const wait = secondsToWait(triesOf(id), clock.now());
      if (wait > 0) throw new Refused('staff.wait', { seconds: wait });
      const { failures } = triesOf(id);
      if (await opens(typed, seal)) {
        if (failures > 0) noteTries(id, 0);
        return;
      }
      noteTries(id, failures + 1);
      const seconds = waitAfter(failures + 1);
      throw seconds > 0 ? new Refused('staff.wait', { seconds }) : new Refused(wrong);
    });
    trying = tried.catch(() => undefined);
    return tried;
  };

  return {
    present,
    demandOwner,
    state: (): StaffState => {
      const people = read.active();
      const { on, member } = present();
      return { on, people: people.map(memberOf), present: member, lastId: people.find(({ id }) => id === read.last())?.id ?? null, locking: lockingIn(settings.read) };
    },
    signIn: async ({ id, pin }: { readonly id: number; readonly pin: string }) => {
      const person = find(read.active(), id);
      await demandFit(id, pin, person.pin, 'staff.wrongPin');
      desk.sit(person.uid);
      return { member: memberOf(person) };
    },
    lock: async () => {
      desk.sit(null);
      return {};
    },
    recover: async ({ id, code: typed, pin }: { readonly id: number; readonly code: string; readonly pin: string }, job: JobContext) => {
      const person = find(read.active(), id);
      if (person.recovery === null) throw new Refused('staff.noCode', { name: person.name });
      await demandFit(id, recoveryCodeTyped(typed), person.recovery, 'staff.wrongCode');
      const { code, recovery } = newCode();
      return job.write('staff.recover', async (operation) => {
        write.setPin(id, sealed(pin));
        write.setRecovery(id, recovery);
        operation.about(person.name);
        desk.sit(person.uid);
        return { operationId: operation.id, code };
      });
    },

    add: ({ name, role, pin }: { readonly name: string; readonly role: Role; readonly pin: string }, operation: RunningOperation) => {
      if (write.active().length === 0 && role !== 'owner') throw new Refused('staff.noOwner');
      demandNewName(name, null);
      staySeated();
      const { code, recovery } = role === 'owner' ? newCode() : { code: null, recovery: null };
      const id = write.add({ uid: newId(), name, role, pin: sealed(pin), recovery });
      operation.about(name);
      return { operationId: operation.id, id, code };
    },
    change: ({ id, name, role }: { readonly id: number; readonly name: string; readonly role: Role }, operation: RunningOperation) => {
      const person = find(write.active(), id);
      demandNewName(name, id);
      const fresh = role === 'owner' && person.recovery === null ? newCode() : null;
      write.change(id, name, role, role === 'owner' ? (fresh?.recovery ?? person.recovery) : null);
      demandOwner();
      operation.about(name);
      return { operationId: operation.id, code: fresh?.code ?? null };
    },
    setPin: ({ id, pin, current }: { readonly id: number; readonly pin: string; readonly current?: string | undefined }, operation: RunningOperation) => {
      const people = write.active();
      const person = find(people, id);
      const by = people.find((one) => one.id === operation.staffId);
      if (by && by.id !== id && by.role !== 'owner') throw new Refused('staff.notAllowed');
      if (by?.id === id && !opensNow(current ?? '', person.pin)) throw new Refused('staff.wrongCurrent');
      write.setPin(id, sealed(pin));
      operation.about(person.name);
      return { operationId: operation.id };
    },
    remove: ({ id }: { readonly id: number }, operation: RunningOperation) => {
      const person = find(write.active(), id);
      write.leave(id, todayOf(clock));
      demandOwner();
      operation.about(person.name);
      return { operationId: operation.id };
    },
    setLocking: (locking: Locking, operation: RunningOperation) => {
      staySeated();
      settings.write.put(setting, locking);
      operation.about(setting);
      return { operationId: operation.id };
    },

    reveal: async ({ customerId }: { readonly customerId: number }, job: JobContext) => {
      const { uid, phones } = customer(customerId);
      await job.derive('staff', async () => write.note({ kind: 'reveal', subject: uid, people: 1 }, job.staffId, nowOf(clock)));
      return { phones };
    },
    notePrint: async () => ({}),
    note: (disclosure: Disclosure, staffId: number | null): Promise<void> => derive(async () => write.note(disclosure, staffId, nowOf(clock))),
    disclosures: ({ staffId, offset, limit }: { readonly staffId?: number | null | undefined; readonly offset: number; readonly limit: number }) => read.disclosures(staffId, offset, limit),
    exportSteps: async ({ file, words, staffId }: { readonly file: string; readonly words: Readonly<Record<string, string>>; readonly staffId?: number | null | undefined }, job: JobContext) => {
      const { path, name } = files.find(file);
      return { rows: await writeWorkbook(path, name, stepsTable(read.steps(staffId, 1_000_000), words), job), fileName: name };
    },
    /** A clerk takes back only what they did themselves. */
    demandOwnStep: (operationId: number, staffId: number | null): void => {
      const by = staffId === null ? undefined : read.active().find(({ id }) => id === staffId);
      if (by && by.role !== 'owner' && read.step(operationId)?.staffId !== staffId) throw new Refused('staff.notYourStep');
    },
  };
};
export type Staff = ReturnType<typeof createStaff>;
