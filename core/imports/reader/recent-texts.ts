import { maxCellCharacters } from './limits.ts';

const remembered = 1 << 15;
/** The long ones hardly ever come twice, and would fill the memory. */
const longest = 100;

/** Texts that cells have in common, by their number: most are asked for again soon, and all of them would be too many. */
export class RecentTexts {
  private readonly indexes = new Int32Array(remembered).fill(-1);
  private readonly texts: string[] = [];
  private readonly read: (index: number) => string;

  constructor(read: (index: number) => string) {
    this.read = read;
  }

  get(index: number): string {
    const slot = index & (remembered - 1);
    if (this.indexes[slot] === index) return this.texts[slot] ?? '';
    const text = cellText(this.read(index));
    if (text.length < longest) {
      this.indexes[slot] = index;
      this.texts[slot] = text;
    }
    return text;
  }
}

/** As much of a text as a cell may hold, and one character more to tell that it was longer. */
export const cellText = (text: string): string => (text.length > maxCellCharacters ? text.slice(0, maxCellCharacters + 1) : text);
