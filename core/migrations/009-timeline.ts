/** What the shop writes down of its dealings with a person, and the way from a person to every step that touched them. */
export const timeline = `
-- A debt and its repayment have an amount; nothing else has.
CREATE TABLE timeline_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('talk', 'enquiry', 'feedback', 'complaint', 'debt', 'repayment', 'note')),
  channel TEXT CHECK (channel IN ('phone', 'counter', 'letter', 'wechat', 'live')),
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  amount_fen INTEGER CHECK (amount_fen > 0),
  CHECK ((kind IN ('debt', 'repayment')) = (amount_fen IS NOT NULL))
) STRICT;
CREATE INDEX timeline_entries_by_customer ON timeline_entries (customer_id, kind, at, id);

-- Rows that belonged to a person and are changed or gone by now are found by whose they were.
CREATE INDEX operation_changes_by_customer ON operation_changes (json_extract(before, '$.customer_id'), table_name)
  WHERE json_extract(before, '$.customer_id') IS NOT NULL;
`;
