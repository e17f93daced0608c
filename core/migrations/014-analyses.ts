/** What the methods found, of the shop and of each customer: made anew in the background, never edited. */
export const analyses = `
-- One row per method, as its last run left it; result and options are JSON.
CREATE TABLE analyses (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  last_operation_id INTEGER NOT NULL,
  options TEXT NOT NULL,
  result TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Null where too little is known. No reference to customers: who is gone goes with the next run.
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

-- The one run that customer_analyses holds: made from these settings, learned from everybody up to one step, told of each up to another.
CREATE TABLE analysis_runs (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of TEXT NOT NULL,
  settings TEXT NOT NULL,
  learned_until INTEGER NOT NULL,
  told_until INTEGER NOT NULL
) STRICT;
`;
