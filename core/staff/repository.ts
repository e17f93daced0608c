import type { Database } from 'better-sqlite3';
import type { Disclosure, DisclosureRow, Member, Role } from './contract.ts';
import type { Attempts } from './rules.ts';

export type StaffRow = Member & { readonly uid: string; readonly pin: string; readonly recovery: string | null };
/** A step as its workbook tells it. */
export type StepRow = { readonly doneAt: string; readonly who: string | null; readonly title: string; readonly subject: string | null; readonly changes: number; readonly undone: number };

/** Of one person, of nobody (`null`), or of all. */
type ByWhom = number | null | undefined;
const ofWhom = (column: string): string => `(@all OR ${column} IS @staffId)`;
const asked = (staffId: ByWhom) => ({ all: Number(staffId === undefined), staffId: staffId ?? null });

export const staffRepository = (db: Database) => {
  const active = db.prepare<[], StaffRow>(`SELECT id, uid, name, role, pin, recovery FROM staff WHERE left_on IS NULL ORDER BY id`);
  const attempts = db.prepare<[number], { failures: number; lastAt: string }>(`SELECT failures, last_at AS lastAt FROM staff_attempts WHERE staff_id = ?`);
  const last = db.prepare<[], number>(`SELECT staff_id FROM operations WHERE staff_id IS NOT NULL ORDER BY id DESC LIMIT 1`).pluck();
  const stepOf = db.prepare<[number], { staffId: number | null }>(`SELECT staff_id AS staffId FROM operations WHERE id = ?`);
  const counted = db.prepare<unknown[], number>(`SELECT count(*) FROM disclosures WHERE ${ofWhom('staff_id')}`).pluck();
  const listed = db.prepare<unknown[], Omit<DisclosureRow, 'customer'> & { customerId: number | null; customerName: string | null }>(`
    SELECT d.id, d.at, d.kind, d.subject, d.people, s.name AS who, c.id AS customerId, c.name AS customerName
    FROM disclosures d LEFT JOIN staff s ON s.id = d.staff_id LEFT JOIN customers c ON c.uid = d.subject
    WHERE ${ofWhom('d.staff_id')} ORDER BY d.id DESC LIMIT @limit OFFSET @offset`);
  const steps = db.prepare<unknown[], StepRow>(`
    SELECT o.done_at AS doneAt, s.name AS who, o.title, o.subject, o.undone_by IS NOT NULL AS undone,
      (SELECT count(*) FROM operation_changes c WHERE c.operation_id = o.id) AS changes
    FROM operations o LEFT JOIN staff s ON s.id = o.staff_id
    WHERE ${ofWhom('o.staff_id')} AND EXISTS (SELECT 1 FROM operation_changes c WHERE c.operation_id = o.id) ORDER BY o.id DESC LIMIT @limit`);
  return {
    active: (): readonly StaffRow[] => active.all(),
    attempts: (id: number): Attempts | undefined => {
      const row = attempts.get(id);
      return row && { failures: row.failures, lastAt: Date.parse(row.lastAt) };
    },
    /** who did the latest step */
    last: (): number | null => last.get() ?? null,
    step: (operationId: number) => stepOf.get(operationId),
    disclosures: (staffId: ByWhom, offset: number, limit: number): { total: number; rows: DisclosureRow[] } => ({
      total: counted.get(asked(staffId))!,
      rows: listed.all({ ...asked(staffId), offset, limit }).map(({ customerId, customerName, ...row }) => (
        { ...row, customer: customerId === null ? null : { id: customerId, name: customerName ?? '' } })),
    }),
    steps: (staffId: ByWhom, limit: number): readonly StepRow[] => steps.all({ ...asked(staffId), limit }),
  };
};
export type StaffRepository = ReturnType<typeof staffRepository>;

export const staffWriter = (db: Database) => {
  const add = db.prepare<unknown[], number>(`INSERT INTO staff (uid, name, role, pin, recovery) VALUES (@uid, @name, @role, @pin, @recovery) RETURNING id`).pluck();
  const change = db.prepare(`UPDATE staff SET name = ?, role = ?, recovery = ? WHERE id = ?`);
  const setPin = db.prepare(`UPDATE staff SET pin = ? WHERE id = ?`);
  const setRecovery = db.prepare(`UPDATE staff SET recovery = ? WHERE id = ?`);
  const leave = db.prepare(`UPDATE staff SET left_on = ? WHERE id = ?`);
  const noteAttempts = db.prepare(`INSERT INTO staff_attempts (staff_id, failures, last_at) VALUES (?, ?, ?)
    ON CONFLICT (staff_id) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at`);
  const note = db.prepare(`INSERT INTO disclosures (at, staff_id, kind, subject, people) VALUES (@at, @staffId, @kind, @subject, @people)`);
  return {
    ...staffRepository(db),
    add: (facts: { readonly uid: string; readonly name: string; readonly role: Role; readonly pin: string; readonly recovery: string | null }): number => add.get(facts)!,
    change: (id: number, name: string, role: Role, recovery: string | null): void => void change.run(name, role, recovery, id),
    setPin: (id: number, pin: string): void => void setPin.run(pin, id),
    setRecovery: (id: number, recovery: string): void => void setRecovery.run(recovery, id),
    leave: (id: number, on: string): void => void leave.run(on, id),
    noteAttempts: (id: number, failures: number, at: string): void => void noteAttempts.run(id, failures, at),
    note: (disclosure: Disclosure, staffId: number | null, at: string): void => void note.run({ ...disclosure, staffId, at }),
  };
};
export type StaffWriter = ReturnType<typeof staffWriter>;
