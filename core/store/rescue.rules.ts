/** What can be done when the book could not be opened. */
export type Offer = 'restore' | 'goOn' | 'export' | 'copy' | 'move' | 'again' | 'folder' | 'anew';

const lost: readonly Offer[] = ['restore', 'again', 'folder', 'anew'];
const there: readonly Offer[] = ['restore', 'goOn', 'export', 'copy', 'again', 'folder', 'anew'];
const elsewhere: readonly Offer[] = ['move', 'again', 'folder'];
const later: readonly Offer[] = ['again', 'export', 'copy', 'folder'];

const offers: Readonly<Record<string, readonly Offer[]>> = {
  'database.damaged': there,
  'database.schema': there,
  'database.gone': lost,
  'database.emptied': lost,
  'database.notOurs': ['restore', 'copy', 'again', 'folder', 'anew'],
  'database.newer': ['copy', 'folder'],
  'database.newerThan': ['copy', 'folder'],
  'database.inUse': ['again'],
  'database.inUseByCommand': ['again'],
  'database.onNetwork': elsewhere,
  'database.inSyncFolder': elsewhere,
  'database.onStick': elsewhere,
};

/** The best first. A cause that nobody foresaw leaves the file alone. */
export const offersFor = (code: string): readonly Offer[] => offers[code] ?? later;
