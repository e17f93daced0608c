/** The rest of a customer's file: every way to reach the person, what they keep and grow, the shop's own columns, credit and a photo. */
export const customerFile = `
ALTER TABLE customers ADD COLUMN zodiac TEXT;
ALTER TABLE customers ADD COLUMN credit TEXT CHECK (credit IN ('good', 'fair', 'watch'));
ALTER TABLE customers ADD COLUMN credit_note TEXT;

ALTER TABLE customer_addresses ADD COLUMN town TEXT;
ALTER TABLE customer_addresses ADD COLUMN hamlet TEXT;

ALTER TABLE customer_relations ADD COLUMN note TEXT;

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

-- Columns that the shop added itself; choices is a JSON list.
CREATE TABLE customer_fields (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice')),
  choices TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE customer_values (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  field_id INTEGER NOT NULL REFERENCES customer_fields (id),
  value TEXT NOT NULL,
  UNIQUE (customer_id, field_id)
) STRICT;
CREATE INDEX customer_values_by_field ON customer_values (field_id);

-- A JPEG in base64: the operation log keeps rows as JSON, which holds no bytes.
CREATE TABLE customer_photos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL UNIQUE REFERENCES customers (id),
  jpeg TEXT NOT NULL
) STRICT;
`;
