import type { Cell, ReaderMessage } from '../cells.ts';
import type { Limits } from './limits.ts';
import { ReadRefused } from './refused.ts';

/** A promise tells when the other side has taken the message: the reader then waits, so that nothing heaps up between them. */
export type Emit = (message: ReaderMessage) => void | Promise<void>;

/** These go out at once, for whoever only wants to look. */
export const firstRows = 50;
const chunkRows = 500;

/** The rows of one sheet on their way out, in the order of the sheet. */
export class SheetRows {
  /** the rows so far, blank ones between the others included */
  count = 0;
  /** of the last message, until somebody has waited for it */
  sent: void | Promise<void> = undefined;
  private readonly limits: Limits;
  private readonly emit: Emit;
  private chunk: (readonly Cell[])[] = [];

  constructor(limits: Limits, emit: Emit) {
    this.limits = limits;
    this.emit = emit;
  }

  add(index: number, cells: Cell[]): void {
    while (cells.length > 0 && cells.at(-1) === null) cells.pop();
    if (cells.length === 0) return;
    if (index >= this.limits.maxRows) throw new ReadRefused('imports.tooManyRows', { max: this.limits.maxRows });
    // Blank rows between the others keep the numbering.
    while (this.count < index) this.push([]);
    this.push(cells);
  }

  /** Until the other side has taken what went out. */
  async taken(): Promise<void> {
    await this.sent;
    this.sent = undefined;
  }

  async end(): Promise<void> {
    if (this.chunk.length > 0) await this.emit({ type: 'rows', rows: this.chunk });
  }

  private push(row: readonly Cell[]): void {
    this.chunk.push(row);
    this.count += 1;
    if (this.chunk.length < (this.count <= firstRows ? firstRows : chunkRows)) return;
    this.sent = this.emit({ type: 'rows', rows: this.chunk });
    this.chunk = [];
  }
}
