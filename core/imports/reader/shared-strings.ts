import { maxCellCharacters } from './limits.ts';
import { RecentTexts } from './recent-texts.ts';
import { ReadRefused, Unusual } from './refused.ts';
import type { XmlHandler } from './xml-scanner.ts';
import { stands, tagName, XmlScanner } from './xml-scanner.ts';
import { storedText, storeText, TextBytes, textKinds } from './xml-text.ts';

const si = tagName('si');
const t = tagName('t');
const phonetic = tagName('rPh');

const ordinaryOpen = Buffer.from('<si><t>');
const ordinaryEnd = Buffer.from('</t></si>');

const blockBytes = 1024 * 1024;

/**
 * The shared texts of a workbook as the bytes they came in, one behind the other; a text is made only when a cell asks
 * for it. Read no further than the cells seen so far need: the first rows of a large file do not wait for all of it.
 */
export class SharedStrings implements XmlHandler {
  count = 0;
  private readonly pieces: AsyncGenerator<Buffer, void> | null;
  private readonly scanner = new XmlScanner(this);
  private readonly gathered = new TextBytes();
  private readonly blocks: Buffer[] = [];
  /** the end of what is used of the last block */
  private used = blockBytes;
  /** block and place in it of every text: 12 and 20 bits */
  private places = new Uint32Array(4096);
  private inItem = false;
  private inText = false;
  private inPhonetic = false;
  private ended = false;
  private readonly recent = new RecentTexts((index) => this.read(index));

  constructor(pieces: AsyncGenerator<Buffer, void> | null) {
    this.pieces = pieces;
  }

  /** Reads on until the text of this number is known. */
  async readTo(index: number): Promise<void> {
    while (this.count <= index && !this.ended) await this.readOn();
    if (this.count <= index) throw new ReadRefused('imports.damagedFile');
  }

  /** Reads the rest only to see whether the checksum holds. */
  async finish(): Promise<void> {
    while (!this.ended) await this.readOn();
  }

  private async readOn(): Promise<void> {
    const next = await this.pieces?.next();
    if (next && !next.done) this.scanner.feed(next.value);
    else {
      this.ended = true;
      this.scanner.end();
      if (this.inItem) throw new ReadRefused('imports.damagedFile');
    }
  }

  get(index: number): string {
    return this.recent.get(index);
  }

  private read(index: number): string {
    const place = this.places[index] ?? 0;
    const block = this.blocks[place >>> 20];
    if (!block) throw new ReadRefused('imports.damagedFile');
    return storedText(block, place & 0xfffff);
  }

  /** `<si><t>上坪村</t></si>`, as nearly all of them are. */
  take(bytes: Buffer, at: number, end: number): number {
    if (this.inItem || !stands(bytes, at, ordinaryOpen)) return at;
    const from = at + ordinaryOpen.length;
    const last = end - ordinaryEnd.length;
    let kind = 0;
    let to = from;
    for (; to < last && bytes[to] !== 60; to += 1) kind |= textKinds[bytes[to]!]!;
    if (to - from > maxCellCharacters || !stands(bytes, to, ordinaryEnd)) return at;
    this.store(bytes, from, to, kind);
    return to + ordinaryEnd.length;
  }

  open(_bytes: Buffer, name: number, length: number, _from: number, _to: number, selfClosing: boolean): void {
    if (name === t && length === 1) this.inText = this.inItem && !this.inPhonetic && !selfClosing;
    else if (name === si && length === 2) {
      if (this.inItem) throw new Unusual();
      this.gathered.clear();
      if (selfClosing) this.storeGathered();
      else this.inItem = true;
    } else if (name === phonetic && length === 3) this.inPhonetic = !selfClosing;
  }

  close(name: number, length: number): void {
    if (name === t && length === 1) this.inText = false;
    else if (name === si && length === 2) {
      if (!this.inItem) throw new Unusual();
      this.inItem = false;
      this.inPhonetic = false;
      this.storeGathered();
    } else if (name === phonetic && length === 3) this.inPhonetic = false;
  }

  text(bytes: Buffer, from: number, to: number): void {
    if (this.inText) this.gathered.append(bytes, from, to);
  }

  cdata(bytes: Buffer, from: number, to: number): void {
    if (this.inText) this.gathered.appendRaw(bytes, from, to);
  }

  private storeGathered(): void {
    this.store(this.gathered.bytes, this.gathered.from, this.gathered.to, this.gathered.kind());
  }

  private store(bytes: Buffer, from: number, to: number, kind: number): void {
    const length = to - from;
    let block = this.blocks.at(-1);
    if (!block || this.used + 4 + length > blockBytes) {
      block = Buffer.allocUnsafeSlow(blockBytes);
      if (this.blocks.push(block) > 4096) throw new Unusual();
      this.used = 0;
    }
    const at = this.used;
    if (this.count === this.places.length) {
      const places = new Uint32Array(this.places.length * 2);
      places.set(this.places);
      this.places = places;
    }
    this.places[this.count] = (((this.blocks.length - 1) << 20) | at) >>> 0;
    this.count += 1;
    this.used = storeText(block, at, bytes, from, to, kind);
  }
}
