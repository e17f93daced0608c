/** How the file is judged: when it is suspect, when it is looked through, how much room a piece of work needs. */

const megabyte = 1e6;
/** The rows, the log that carries them to the file, and the old pages that are kept until then. */
export const bytesNeeded = (estimate: number): number => 3 * estimate + 200 * megabyte;
export const isEnough = (free: number, estimate: number): boolean => free >= bytesNeeded(estimate);

/**
 * What a table may become in the book. Workbooks and archives are compressed about eight to one; a row with its indexes
 * and its line in the log takes about three times its text.
 */
export const importEstimate = (file: { readonly name: string; readonly bytes: number }): number =>
  file.bytes * 3 * (/\.(xlsx|xlsm|et|zip)$/i.test(file.name) ? 8 : 1);

/** What is remembered of a book beside its file, so that its loss is noticed. */
export type Marks = {
  /** a book was here: its absence is a loss and not a first start */
  readonly made: boolean;
  /** it was closed properly */
  readonly clean: boolean;
  /** size and time of the file at that moment */
  readonly seen: string;
  /** day of the last look through every page; '' for never */
  readonly checkedOn: string;
  /** the newest program that opened it */
  readonly program: string;
};
export const noMarks: Marks = { made: false, clean: false, seen: '', checkedOn: '', program: '' };

/** What lies at the path: its size (null for nothing), its size and time as one word, and whether a log waits beside it. */
export type FoundFile = { readonly bytes: number | null; readonly seen: string; readonly hasLog: boolean };

/**
 * Why a file must not be opened as if it were new: a book was here. `marks` are null where none were ever kept; a book
 * of ours is marked before its file is made. `hasBackups` speaks only where there are no marks: they say when a book was
 * begun anew on purpose.
 */
export const lossOf = (marks: Marks | null, { bytes, hasLog }: FoundFile, hasBackups: boolean): 'gone' | 'emptied' | null => {
  if (bytes === null) return hasLog || (marks?.made ?? hasBackups) ? 'gone' : null;
  return bytes === 0 && !hasLog && (marks === null || marks.made) ? 'emptied' : null;
};

/** Not closed properly, or touched since by somebody else: looked at before anything is written. */
export const isSuspect = (marks: Marks | null, { bytes, seen, hasLog }: FoundFile): boolean =>
  bytes !== null && bytes > 0 && (!marks?.clean || marks.seen !== seen || hasLog);

export const daysBetweenChecks = 7;
export const isCheckDue = (checkedOn: string, today: string): boolean =>
  checkedOn === '' || checkedOn > today || (Date.parse(today) - Date.parse(checkedOn)) / 86_400_000 >= daysBetweenChecks;
