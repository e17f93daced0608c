/** What an import did to each row, so that every count of an old import still opens its rows. */
export const importRows = `
-- The header row that a mapped table had: it finds the mapping again.
ALTER TABLE import_batches ADD COLUMN fingerprint TEXT;

-- One packed list an import (core/imports/outcomes.ts): as table rows they would cost as much as the orders themselves.
CREATE TABLE import_outcomes (
  batch_id INTEGER PRIMARY KEY REFERENCES import_batches (id),
  outcomes BLOB NOT NULL
) STRICT;

-- Where a file says something else than what the shop wrote about a person. The same is told once.
CREATE TABLE import_conflicts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES import_batches (id),
  sheet TEXT,
  row INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  theirs TEXT NOT NULL,
  UNIQUE (customer_id, field, theirs)
) STRICT;
CREATE INDEX import_conflicts_by_batch ON import_conflicts (batch_id);
`;
