/** Two files of one person become one, and two again: what was decided about pairs, and what each merge put together. */
export const duplicates = `
-- "Not the same person" and "one household", for good. They follow a person into a merge.
CREATE TABLE duplicate_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  left_id INTEGER NOT NULL REFERENCES customers (id),
  right_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL CHECK (kind IN ('notSame', 'household')),
  CHECK (left_id < right_id),
  UNIQUE (left_id, right_id)
) STRICT;
CREATE INDEX duplicate_decisions_by_right ON duplicate_decisions (right_id);

-- A row stands as long as the merge does. The dropped person's own row is kept here and nowhere else, so that no other
-- query needs a filter. Images are rows of customers as JSON; "took" says per field whose value stands; "kept_rows" and
-- "dropped_rows" say which rows of other tables were whose.
CREATE TABLE customer_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kept_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  dropped_id INTEGER NOT NULL,
  merged_at TEXT NOT NULL,
  took TEXT NOT NULL,
  kept_before TEXT NOT NULL,
  kept_after TEXT NOT NULL,
  dropped TEXT NOT NULL,
  kept_rows TEXT NOT NULL,
  dropped_rows TEXT NOT NULL
) STRICT;
CREATE INDEX customer_merges_by_kept ON customer_merges (kept_id);
CREATE INDEX customer_merges_by_dropped ON customer_merges (dropped_id);

-- Derived: found anew in the background, never edited; the left one has the smaller number. No reference to customers:
-- a pair whose person is gone is not shown, and goes with the next finding.
CREATE TABLE duplicate_pairs (
  left_id INTEGER NOT NULL,
  right_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('duplicate', 'household')),
  likelihood REAL NOT NULL,
  band INTEGER NOT NULL,
  value_fen INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (left_id, right_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_pairs_by_rank ON duplicate_pairs (kind, band DESC, value_fen DESC, left_id, right_id);
CREATE INDEX duplicate_pairs_by_right ON duplicate_pairs (right_id);

-- The one finding that duplicate_pairs holds.
CREATE TABLE duplicate_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_operation_id INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
`;
