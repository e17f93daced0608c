/** What the preload gives the pages as `window.bridge`. Pages import these types and nothing else of the shell. */
import type { Failure, Reply, Request } from '../core/base/protocol.ts';

/** A file that the person chose. The page never sees the path, only a token that the core understands. */
export type GrantedFile = {
  readonly token: string;
  readonly name: string;
  readonly size: number;
  /** where in the folder that was handed over, when the name alone may not tell */
  readonly folder?: string;
};

/** What came of files and folders that were handed over. */
export type HandedFiles = {
  readonly files: readonly GrantedFile[];
  /** names of what is no table */
  readonly others: readonly string[];
  /** a folder held more than is ever taken at once */
  readonly cut: boolean;
};

export type Book = 'shop' | 'practice';
export type TypeSize = 100 | 125 | 150;

/** How the core process is. `refused`: it is there for the file's rescue, the book is closed. `failure` says why, or why it keeps stopping. */
export type CoreState = {
  readonly type: 'core';
  readonly state: 'restarting' | 'ready' | 'refused' | 'stopped';
  readonly failure?: Failure;
};

/** `kind`: tables when it is left out. */
export type ChooseFilesOptions = { readonly title: string; readonly multiple: boolean; readonly kind?: 'xkb' | 'json' };
export type ChooseSavePathOptions = { readonly title: string; readonly defaultName: string; readonly kind: 'xlsx' | 'pdf' | 'zip' | 'xkb' | 'json' };
export type PrintResult = { readonly ok: boolean; readonly reason?: string };
/** `in-use`: another program, mostly a PDF reader, holds the file that should be replaced. */
export type PdfFailure = 'disk-full' | 'in-use' | 'not-allowed' | 'failed';
export type PdfResult = { readonly ok: true; readonly pages: number } | { readonly ok: false; readonly reason: PdfFailure };
/** `standIn` is true on the runtime that only tests use: the page must say so. */
export type Runtime = { readonly standIn: boolean; readonly version: string };

export type NativeBridge = {
  readonly chooseFiles: (options: ChooseFilesOptions) => Promise<readonly GrantedFile[]>;
  /** All tables in a folder and the folders in it; null when none was chosen. */
  readonly chooseFolder: (options: { readonly title: string }) => Promise<HandedFiles | null>;
  /** A folder to write to. */
  readonly choosePlace: (options: { readonly title: string }) => Promise<GrantedFile | null>;
  /** For files and folders dropped on the window or taken from an `<input type="file">`; what is not on disk is left out. */
  readonly grantDropped: (files: readonly File[]) => Promise<HandedFiles>;
  readonly chooseSavePath: (options: ChooseSavePathOptions) => Promise<GrantedFile | null>;
  /** Opens the system's print dialog for the page as it is. `reason` is `cancelled` or the system's word. */
  readonly print: () => Promise<PrintResult>;
  /** Writes the page as it prints to the place chosen before; never leaves half a file. `edgeToEdge`: a sheet of labels, without page numbers. */
  readonly savePdf: (token: string, options?: { readonly edgeToEdge?: boolean }) => Promise<PdfResult>;
  /** Shows the file in the system's file manager. */
  readonly reveal: (token: string) => Promise<void>;
  /** Closes the open database, opens the other one and loads the page anew. */
  readonly openBook: (book: Book) => Promise<void>;
  readonly book: () => Book;
  readonly dataFolder: () => string;
  /** Shows the data folder in the system's file manager. */
  readonly openDataFolder: () => Promise<void>;
  /** Closes the program and opens it again: the data have moved. */
  readonly restart: () => Promise<void>;
  readonly setTypeSize: (percent: TypeSize) => Promise<void>;
  readonly runtime: () => Runtime;
  /** Files and folders that the system handed over: opened with the program, or dropped on its icon. */
  readonly onFiles: (listener: (handed: HandedFiles) => void) => () => void;
};

export type Bridge = {
  /** Fire and forget; the answer comes through `onReply`. */
  readonly send: (message: Request) => void;
  /** What arrives before the first listener waits for it. */
  readonly onReply: (listener: (reply: Reply | CoreState) => void) => () => void;
  readonly native: NativeBridge;
};
