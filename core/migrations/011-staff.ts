/** Who works at the laptop, who did what, and what left it. */
export const staff = `
-- Nobody is deleted: the steps they did name them. pin and recovery are scrypt, salt:hash in hex.
CREATE TABLE staff (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'clerk')),
  pin TEXT NOT NULL,
  recovery TEXT,
  left_on TEXT
) STRICT;

-- Wrong tries in a row: waiting must not end by starting the program anew.
CREATE TABLE staff_attempts (
  staff_id INTEGER PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL
) STRICT;

-- Null: done while nobody had to sign in.
ALTER TABLE operations ADD COLUMN staff_id INTEGER REFERENCES staff (id);

-- Personal data that were looked at in full, printed, or taken off the laptop. subject: which list, or whose by their uid.
CREATE TABLE disclosures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  kind TEXT NOT NULL CHECK (kind IN ('export', 'print', 'pdf', 'copy', 'reveal')),
  subject TEXT NOT NULL,
  people INTEGER
) STRICT;
CREATE INDEX disclosures_by_staff ON disclosures (staff_id, id);
`;
