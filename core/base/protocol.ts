/**
 * The messages between the window and the core process, and between the shell and the core.
 * They are plain data (structured clone), so the same protocol runs over Electron's utilityProcess,
 * a Node child process and the in-process link that tests use.
 */

/** A failure as data. `code` names a sentence in `core/messages`; `details` fills its gaps. */
export type Failure = {
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number | null>>;
};

/** How far a job is. `total` is null while it is unknown; `phase` names a sentence in the texts. */
export type Progress = { readonly phase: string; readonly done: number; readonly total: number | null };

/** Window → core. `cancel` stops the job that was asked for under that id. */
export type Request =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number };

/** Core → window. `changed` lists the features whose rows are new, so that open pages ask again. */
export type Reply =
  | { readonly type: 'result'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'changed'; readonly features: readonly string[] };

/**
 * Shell → core. The window never sees a path: the shell grants the core one file under a token,
 * and requests name the token.
 */
export type ShellToCore =
  | Request
  | { readonly type: 'grant'; readonly token: string; readonly path: string }
  | { readonly type: 'reader-message'; readonly reader: number; readonly message: unknown }
  | { readonly type: 'reader-gone'; readonly reader: number; readonly reason: 'exited' | 'memory' | 'time' }
  | { readonly type: 'close' };

/**
 * Core → shell. `ready` follows a successful open; `refused` says why the database was not opened.
 * A core inside utilityProcess cannot start processes itself and asks the shell for a reader.
 */
export type CoreToShell =
  | Reply
  | { readonly type: 'ready' }
  | { readonly type: 'refused'; readonly failure: Failure }
  | { readonly type: 'start-reader'; readonly reader: number; readonly request: unknown }
  | { readonly type: 'stop-reader'; readonly reader: number }
  /** the last backup is still being made */
  | { readonly type: 'closing' }
  | { readonly type: 'closed' };
