/**
 * The shop's data: customers, products, orders, imports, operations, settings.
 *
 * Hot tables have integer keys; whatever could leave the laptop also has a `uid` that is unique across laptops.
 * AUTOINCREMENT keeps a number from being given twice, because the operation log names rows by number.
 * Money is integer fen, days are YYYY-MM-DD, instants ISO with offset, platform ids TEXT.
 */
export const shop = `
CREATE TABLE operations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  subject TEXT,
  done_at TEXT NOT NULL,
  undone_by INTEGER REFERENCES operations (id)
) STRICT;

-- One row per touched row and operation: before is the row as JSON, or null when the operation made it.
CREATE TABLE operation_changes (
  operation_id INTEGER NOT NULL REFERENCES operations (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (operation_id, table_name, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_changes_by_row ON operation_changes (table_name, row_id, operation_id);

CREATE TABLE settings (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  gender TEXT CHECK (gender IN ('female', 'male')),
  kind TEXT NOT NULL DEFAULT 'consumer' CHECK (kind IN ('consumer', 'wholesaler', 'retailer', 'restaurant')),
  source TEXT,
  occupation TEXT,
  hobbies TEXT,
  preferred_channel TEXT,
  wish TEXT,
  note TEXT,
  birthday_calendar TEXT CHECK (birthday_calendar IN ('solar', 'lunar')),
  birthday_year INTEGER,
  birthday_month INTEGER,
  birthday_day INTEGER,
  birthday_leap_month INTEGER NOT NULL DEFAULT 0,
  consent TEXT NOT NULL DEFAULT 'unknown' CHECK (consent IN ('unknown', 'agreed', 'refused')),
  consent_on TEXT,
  consent_way TEXT,
  do_not_disturb INTEGER NOT NULL DEFAULT 0,
  referrer_id INTEGER REFERENCES customers (id),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX customers_by_name ON customers (name);
CREATE INDEX customers_by_referrer ON customers (referrer_id) WHERE referrer_id IS NOT NULL;

CREATE TABLE customer_phones (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  label TEXT
) STRICT;
CREATE INDEX customer_phones_by_customer ON customer_phones (customer_id, position);
CREATE INDEX customer_phones_by_number ON customer_phones (number);

CREATE TABLE customer_addresses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  province TEXT,
  city TEXT,
  district TEXT,
  village TEXT,
  detail TEXT
) STRICT;
CREATE INDEX customer_addresses_by_customer ON customer_addresses (customer_id, position);

-- A platform's own key of a person. It belongs to one customer at a time.
CREATE TABLE customer_identities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  platform TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (platform, value)
) STRICT;
CREATE INDEX customer_identities_by_customer ON customer_identities (customer_id);

CREATE TABLE customer_tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  tag TEXT NOT NULL,
  UNIQUE (customer_id, tag)
) STRICT;

-- Household, kin, neighbours: undirected, stored once with the smaller number first.
CREATE TABLE customer_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  other_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL,
  CHECK (customer_id < other_id),
  UNIQUE (customer_id, other_id, kind)
) STRICT;
CREATE INDEX customer_relations_by_other ON customer_relations (other_id);

CREATE TABLE products (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  spec TEXT NOT NULL DEFAULT '',
  category TEXT,
  unit TEXT,
  cost_fen INTEGER,
  UNIQUE (name, spec)
) STRICT;

CREATE TABLE pickup_points (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- counts = 1 when the order is a purchase; net_fen is then paid - refund, else 0.
CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  platform_order_id TEXT NOT NULL,
  order_id_derived INTEGER NOT NULL DEFAULT 0,
  channel TEXT NOT NULL DEFAULT 'platform',
  status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded')),
  status_text TEXT,
  ordered_at TEXT NOT NULL,
  paid_fen INTEGER NOT NULL,
  refund_fen INTEGER NOT NULL DEFAULT 0,
  freight_fen INTEGER,
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  net_fen INTEGER NOT NULL,
  customer_id INTEGER REFERENCES customers (id),
  pickup_point_id INTEGER REFERENCES pickup_points (id),
  receiver_name TEXT,
  receiver_phone TEXT,
  receiver_address TEXT,
  buyer_note TEXT,
  seller_note TEXT,
  import_batch_id INTEGER,
  UNIQUE (platform, platform_order_id)
) STRICT;
CREATE INDEX orders_by_customer ON orders (customer_id, counts, ordered_at, net_fen);
CREATE INDEX orders_by_time ON orders (ordered_at);

CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity REAL,
  amount_fen INTEGER
) STRICT;
CREATE INDEX order_lines_by_order ON order_lines (order_id, position);
CREATE INDEX order_lines_by_product ON order_lines (product_id);

CREATE TABLE import_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  operation_id INTEGER NOT NULL REFERENCES operations (id),
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  counts TEXT NOT NULL
) STRICT;
CREATE INDEX import_batches_by_operation ON import_batches (operation_id);

-- What the user said about a table nobody knew, found again by its header row.
CREATE TABLE import_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL UNIQUE,
  mapping TEXT NOT NULL
) STRICT;

-- Derived from orders; rebuilt, never edited.
CREATE TABLE customer_totals (
  customer_id INTEGER PRIMARY KEY,
  order_count INTEGER NOT NULL,
  net_fen INTEGER NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL
) STRICT;

CREATE TABLE customer_scores (
  customer_id INTEGER PRIMARY KEY,
  recency INTEGER,
  frequency INTEGER NOT NULL,
  monetary_fen INTEGER NOT NULL,
  r INTEGER,
  f INTEGER,
  m INTEGER,
  segment TEXT,
  lifecycle TEXT NOT NULL,
  value_tier TEXT
) STRICT;
CREATE INDEX customer_scores_by_segment ON customer_scores (segment);

-- The one scoring that customer_scores holds.
CREATE TABLE scoring_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of TEXT NOT NULL,
  last_operation_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;
`;
