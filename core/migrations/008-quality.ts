/** What is not true, not complete or not valid in the files, and what the shop decided about it. */
export const quality = `
-- Of a fault that was put off (later, until a day), is none (skip), or was asked about (checked, until a day).
-- "about" holds the value: when it is changed, the decision says nothing any more.
CREATE TABLE quality_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER REFERENCES customers (id) ON DELETE CASCADE,
  order_id INTEGER REFERENCES orders (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  about TEXT NOT NULL,
  choice TEXT NOT NULL CHECK (choice IN ('later', 'skip', 'checked')),
  until TEXT,
  CHECK ((customer_id IS NULL) <> (order_id IS NULL)),
  UNIQUE (customer_id, code, about),
  UNIQUE (order_id, code)
) STRICT;

-- Derived: the faults that are open, looked for anew in the background. Customer 0 stands for orders without one,
-- order 0 for faults of the person. No references: what belongs to nobody any more goes with the next look.
CREATE TABLE quality_faults (
  customer_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  about TEXT NOT NULL,
  details TEXT NOT NULL,
  value_fen INTEGER NOT NULL,
  PRIMARY KEY (customer_id, order_id, code, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX quality_faults_by_code ON quality_faults (code, value_fen DESC, customer_id, order_id);

-- Derived: the customers of the last two years, and how many of 100 points their open faults take away.
CREATE TABLE quality_people (
  customer_id INTEGER PRIMARY KEY,
  lost INTEGER NOT NULL
) STRICT;

-- The one look that the two hold.
CREATE TABLE quality_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of TEXT NOT NULL,
  last_operation_id INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
`;
