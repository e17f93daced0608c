/** The shop's own segments: a rule in words, or a fixed list of people. */
export const segments = `
-- Without a rule it is a list, which holds whom it was given. The rule is JSON of core/segments.
CREATE TABLE segments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  rule TEXT,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE segment_people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  segment_id INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  UNIQUE (segment_id, customer_id)
) STRICT;
CREATE INDEX segment_people_by_customer ON segment_people (customer_id);

-- Who was in it at the last look and at the last look of an earlier day, one bit a customer's number: noted by the program, no step of the user.
CREATE TABLE segment_looks (
  segment_id INTEGER PRIMARY KEY,
  looked_on TEXT NOT NULL,
  people BLOB NOT NULL,
  before_on TEXT,
  before_people BLOB
) STRICT;
`;
