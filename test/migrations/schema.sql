CREATE TABLE analyses (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  last_operation_id INTEGER NOT NULL,
  options TEXT NOT NULL,
  result TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE analysis_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of TEXT NOT NULL,
  settings TEXT NOT NULL,
  learned_until INTEGER NOT NULL,
  told_until INTEGER NOT NULL
) STRICT;

CREATE TABLE customer_addresses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  province TEXT,
  city TEXT,
  district TEXT,
  village TEXT,
  detail TEXT
, town TEXT, hamlet TEXT) STRICT;

CREATE INDEX customer_addresses_by_customer ON customer_addresses (customer_id, position);

CREATE TABLE customer_analyses (
  customer_id INTEGER PRIMARY KEY,
  eleven_segment TEXT,
  relation TEXT,
  pyramid_level TEXT,
  cluster INTEGER,
  composite REAL,
  warning_level TEXT,
  cycle_days REAL,
  spread_days REAL,
  overdue_ratio REAL,
  value_at_risk_fen INTEGER,
  reasons TEXT,
  return_chance REAL,
  p_alive REAL,
  expected_purchases REAL,
  clv_fen INTEGER,
  predicted_spend_fen INTEGER,
  next_order_on TEXT,
  next_order_from TEXT,
  next_order_to TEXT,
  fresh_offers TEXT
) STRICT;

CREATE INDEX customer_analyses_by_warning ON customer_analyses (warning_level) WHERE warning_level <> 'normal';

CREATE TABLE customer_contacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('wechat', 'qq', 'email', 'other')),
  value TEXT NOT NULL,
  label TEXT
) STRICT;

CREATE INDEX customer_contacts_by_customer ON customer_contacts (customer_id, position);

CREATE INDEX customer_contacts_by_value ON customer_contacts (value);

CREATE TABLE customer_fields (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice')),
  choices TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE customer_holdings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('livestock', 'crop')),
  name TEXT NOT NULL,
  amount REAL,
  unit TEXT
) STRICT;

CREATE INDEX customer_holdings_by_customer ON customer_holdings (customer_id, position);

CREATE TABLE customer_identities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  platform TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (platform, value)
) STRICT;

CREATE INDEX customer_identities_by_customer ON customer_identities (customer_id);

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

CREATE INDEX customer_merges_by_dropped ON customer_merges (dropped_id);

CREATE INDEX customer_merges_by_kept ON customer_merges (kept_id);

CREATE TABLE customer_phones (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  label TEXT
) STRICT;

CREATE INDEX customer_phones_by_customer ON customer_phones (customer_id, position);

CREATE INDEX customer_phones_by_number ON customer_phones (number);

CREATE TABLE customer_photos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL UNIQUE REFERENCES customers (id),
  jpeg TEXT NOT NULL
) STRICT;

CREATE TABLE customer_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  other_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL, note TEXT,
  CHECK (customer_id < other_id),
  UNIQUE (customer_id, other_id, kind)
) STRICT;

CREATE INDEX customer_relations_by_other ON customer_relations (other_id);

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

CREATE TABLE customer_tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  tag TEXT NOT NULL,
  UNIQUE (customer_id, tag)
) STRICT;

CREATE TABLE customer_totals (
  customer_id INTEGER PRIMARY KEY,
  order_count INTEGER NOT NULL,
  net_fen INTEGER NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL
) STRICT;

CREATE TABLE customer_values (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  field_id INTEGER NOT NULL REFERENCES customer_fields (id),
  value TEXT NOT NULL,
  UNIQUE (customer_id, field_id)
) STRICT;

CREATE INDEX customer_values_by_field ON customer_values (field_id);

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
, zodiac TEXT, credit TEXT CHECK (credit IN ('good', 'fair', 'watch')), credit_note TEXT) STRICT;

CREATE INDEX customers_by_name ON customers (name);

CREATE INDEX customers_by_referrer ON customers (referrer_id) WHERE referrer_id IS NOT NULL;

CREATE TABLE disclosures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  kind TEXT NOT NULL CHECK (kind IN ('export', 'print', 'pdf', 'copy', 'reveal')),
  subject TEXT NOT NULL,
  people INTEGER
) STRICT;

CREATE INDEX disclosures_by_staff ON disclosures (staff_id, id);

CREATE TABLE duplicate_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  left_id INTEGER NOT NULL REFERENCES customers (id),
  right_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL CHECK (kind IN ('notSame', 'household')),
  CHECK (left_id < right_id),
  UNIQUE (left_id, right_id)
) STRICT;

CREATE INDEX duplicate_decisions_by_right ON duplicate_decisions (right_id);

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

CREATE TABLE duplicate_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_operation_id INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

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
, fingerprint TEXT) STRICT;

CREATE INDEX import_batches_by_operation ON import_batches (operation_id);

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

CREATE TABLE import_group_goods (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_name TEXT NOT NULL,
  name TEXT NOT NULL,
  spec TEXT NOT NULL DEFAULT '',
  unit TEXT,
  price_fen INTEGER NOT NULL,
  UNIQUE (group_name, name, spec)
) STRICT;

CREATE TABLE import_group_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_name TEXT NOT NULL,
  nickname TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id) ON DELETE CASCADE,
  UNIQUE (group_name, nickname)
) STRICT;

CREATE INDEX import_group_members_by_customer ON import_group_members (customer_id) WHERE customer_id IS NOT NULL;

CREATE INDEX import_group_members_by_nickname ON import_group_members (nickname);

CREATE TABLE import_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL UNIQUE,
  mapping TEXT NOT NULL
) STRICT;

CREATE TABLE import_outcomes (
  batch_id INTEGER PRIMARY KEY REFERENCES import_batches (id),
  outcomes BLOB NOT NULL
) STRICT;

CREATE TABLE import_status_words (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL,
  word TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded')),
  UNIQUE (platform, word)
) STRICT;

CREATE TABLE operation_changes (
  operation_id INTEGER NOT NULL REFERENCES operations (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (operation_id, table_name, row_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX operation_changes_by_customer ON operation_changes (json_extract(before, '$.customer_id'), table_name)
  WHERE json_extract(before, '$.customer_id') IS NOT NULL;

CREATE INDEX operation_changes_by_row ON operation_changes (table_name, row_id, operation_id);

CREATE TABLE operations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  subject TEXT,
  done_at TEXT NOT NULL,
  undone_by INTEGER REFERENCES operations (id)
, staff_id INTEGER REFERENCES staff (id), forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1))) STRICT;

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

CREATE INDEX orders_by_number_end ON orders (substr(platform_order_id, -4)) WHERE order_id_derived = 0;

CREATE INDEX orders_by_time ON orders (ordered_at);

CREATE TABLE pickup_points (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE privacy_erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  erased_at TEXT NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  reason TEXT NOT NULL CHECK (reason IN ('request', 'retention')),
  people INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  gone_on TEXT
) STRICT;

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

CREATE TABLE quality_people (
  customer_id INTEGER PRIMARY KEY,
  lost INTEGER NOT NULL
) STRICT;

CREATE TABLE quality_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of TEXT NOT NULL,
  last_operation_id INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE scoring_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of TEXT NOT NULL,
  last_operation_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;

CREATE TABLE segment_looks (
  segment_id INTEGER PRIMARY KEY,
  looked_on TEXT NOT NULL,
  people BLOB NOT NULL,
  before_on TEXT,
  before_people BLOB
) STRICT;

CREATE TABLE segment_people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  segment_id INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  UNIQUE (segment_id, customer_id)
) STRICT;

CREATE INDEX segment_people_by_customer ON segment_people (customer_id);

CREATE TABLE segments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  rule TEXT,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'clerk')),
  pin TEXT NOT NULL,
  recovery TEXT,
  left_on TEXT
) STRICT;

CREATE TABLE staff_attempts (
  staff_id INTEGER PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL
) STRICT;

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
