/** What a WeChat group taught us: who its nicknames are and what its goods cost. Asked once, remembered by group. */
export const solitaire = `
-- Without a customer the nickname is one that the shop does not want to keep. A customer who goes takes it along.
CREATE TABLE import_group_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_name TEXT NOT NULL,
  nickname TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id) ON DELETE CASCADE,
  UNIQUE (group_name, nickname)
) STRICT;
CREATE INDEX import_group_members_by_customer ON import_group_members (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX import_group_members_by_nickname ON import_group_members (nickname);

CREATE TABLE import_group_goods (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_name TEXT NOT NULL,
  name TEXT NOT NULL,
  spec TEXT NOT NULL DEFAULT '',
  unit TEXT,
  price_fen INTEGER NOT NULL,
  UNIQUE (group_name, name, spec)
) STRICT;
`;
