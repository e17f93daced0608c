import { ReadRefused } from './refused.ts';
import { characters, ContinuedRecord } from './xls-records.ts';
import { RecentTexts } from './recent-texts.ts';

const isRich = 8;
const isAnnotated = 4;

/** The texts that the cells of an .xls share: found once, made only when a cell asks for one. */
export class XlsStrings {
  private readonly stream: Buffer;
  private readonly record: ContinuedRecord | null;
  private readonly recent = new RecentTexts((index) => this.read(index));
  private count = 0;
  /** where the characters of each text begin, and how many there are, doubled, plus one for those of two bytes */
  private places = new Uint32Array(4096);
  private lengths = new Uint32Array(4096);
  /** those that go on in another record */
  private readonly split = new Map<number, string>();

  constructor(stream: Buffer, record: number | null) {
    this.stream = stream;
    this.record = record === null ? null : new ContinuedRecord(stream, record);
    this.record?.skip(8); // how many there are; not every program counts right
  }

  get(index: number): string {
    return this.recent.get(index);
  }

  private read(index: number): string {
    while (this.count <= index) this.findNext();
    const length = this.lengths[index]!;
    const wide = length & 1;
    const from = this.places[index]!;
    return this.split.get(index) ?? characters(this.stream, from, from + ((length >>> 1) << wide), wide);
  }

  private findNext(): void {
    const { record, count } = this;
    if (!record) throw new ReadRefused('imports.damagedFile');
    const length = record.word();
    const flags = record.byte();
    const wide = flags & 1;
    const formats = (flags & isRich) === 0 ? 0 : record.word();
    const annotations = (flags & isAnnotated) === 0 ? 0 : record.long();
    if (count === this.places.length) this.grow();
    this.places[count] = record.at;
    this.lengths[count] = length * 2 + wide;
    if (length << wide <= record.end - record.at) record.at += length << wide;
    else this.split.set(count, record.text(length, wide));
    record.skip(formats * 4 + annotations);
    this.count += 1;
  }

  private grow(): void {
    for (const name of ['places', 'lengths'] as const) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}
