/** What an order's status word means, where the user says otherwise than the program, or the program does not know it. */
export const statusWords = `
CREATE TABLE import_status_words (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL,
  word TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded')),
  UNIQUE (platform, word)
) STRICT;
`;
