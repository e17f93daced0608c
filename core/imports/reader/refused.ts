/** Why a file cannot be read: a code of `core/messages` and its gaps. Thrown inside the reader, sent as data out of it. */
export class ReadRefused extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: string, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
