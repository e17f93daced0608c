/** Why a file cannot be read: a code of `core/messages` and its gaps. Thrown inside the reader, sent as data out of it. */
export class ReadRefused extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: string, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  /** The same about one file of an archive; the innermost file is the one to name. */
  within(entry: string): ReadRefused {
    return new ReadRefused(this.code, { entry, ...this.details });
  }
}

/** Something that our own reader does not know for sure; the whole file is then read by SheetJS instead. */
export class Unusual extends Error {}
