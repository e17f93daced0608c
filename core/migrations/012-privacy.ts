/** What was taken out of the book for good: that it happened, and nothing of what it was. */
export const privacy = `
-- Some of what the step did is forgotten: it cannot be taken back any more, or only in part.
ALTER TABLE operations ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1));

-- gone_on: from that day on no backup of this laptop holds the people either.
CREATE TABLE privacy_erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  erased_at TEXT NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  reason TEXT NOT NULL CHECK (reason IN ('request', 'retention')),
  people INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  gone_on TEXT
) STRICT;
`;
