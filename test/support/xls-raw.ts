/** Workbooks of Excel 97 to 2003 written record by record, for shapes that no library writes. */

const bytesOf = (...numbers: readonly number[]): Buffer => Buffer.from(numbers);
const words = (...numbers: readonly number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer);
const longs = (...numbers: readonly number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer);
const double = (number: number): Buffer => Buffer.from(Float64Array.of(number).buffer);

export const record = (type: number, ...body: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(body);
  return Buffer.concat([words(type, bytes.length), bytes]);
};

const isWide = (text: string): boolean => /[^\0-\xff]/.test(text);
const charactersOf = (text: string, wide = isWide(text)): Buffer => Buffer.from(text, wide ? 'utf16le' : 'latin1');
/** Length in characters, width, characters. */
const textOf = (text: string, wide = isWide(text)): Buffer => Buffer.concat([words(text.length), bytesOf(Number(wide)), charactersOf(text, wide)]);

export const cell = {
  labelSst: (row: number, column: number, index: number, style = 0) => record(0xfd, words(row, column, style), longs(index)),
  number: (row: number, column: number, value: number, style = 0) => record(0x203, words(row, column, style), double(value)),
  rk: (row: number, column: number, rk: number, style = 0) => record(0x27e, words(row, column, style), longs(rk)),
  mulRk: (row: number, column: number, rks: readonly number[], style = 0) => record(0xbd, words(row, column), ...rks.flatMap((rk) => [words(style), longs(rk)]), words(column + rks.length - 1)),
  label: (row: number, column: number, text: string, wide?: boolean) => record(0x204, words(row, column, 0), textOf(text, wide)),
  rString: (row: number, column: number, text: string) => record(0xd6, words(row, column, 0), textOf(text), words(1, 0, 1)),
  boolErr: (row: number, column: number, value: number, isError: boolean) => record(0x205, words(row, column, 0), bytesOf(value, Number(isError))),
  blank: (row: number, column: number) => record(0x201, words(row, column, 0)),
  mulBlank: (row: number, column: number, count: number) => record(0xbe, words(row, column, ...Array.from({ length: count }, () => 0), column + count - 1)),
  formula: (row: number, column: number, value: number | Uint8Array, style = 0) => record(0x06, words(row, column, style), typeof value === 'number' ? double(value) : value, words(0), longs(0), words(0)),
  /** the text that a formula before it has as its value */
  string: (text: string) => record(0x207, textOf(text)),
};
/** What stands in a formula instead of a number. */
export const formulaValue = { text: bytesOf(0, 0, 0, 0, 0, 0, 0xff, 0xff), yes: bytesOf(1, 0, 1, 0, 0, 0, 0xff, 0xff), error: bytesOf(2, 0, 0x2a, 0, 0, 0, 0xff, 0xff), empty: bytesOf(3, 0, 0, 0, 0, 0, 0xff, 0xff) };

export type SharedText = string | { readonly text: string; readonly formats?: number; readonly annotation?: number };

/** The table of shared texts over as many records as it needs; a text that is cut goes on in whatever width its rest needs. */
export const sharedTexts = (texts: readonly SharedText[], most = 8224): readonly Buffer[] => {
  const segments: Buffer[][] = [[longs(texts.length, texts.length)]];
  let used = 8;
  const put = (bytes: Buffer): void => {
    segments.at(-1)!.push(bytes);
    used += bytes.length;
  };
  const turn = (): void => {
    segments.push([]);
    used = 0;
  };
  for (const each of texts) {
    const { text, formats = 0, annotation = 0 } = typeof each === 'string' ? { text: each } : each;
    const flags = Number(isWide(text)) | (annotation > 0 ? 4 : 0) | (formats > 0 ? 8 : 0);
    const head = Buffer.concat([words(text.length), bytesOf(flags), formats > 0 ? words(formats) : bytesOf(), annotation > 0 ? longs(annotation) : bytesOf()]);
    if (used + head.length > most) turn();
    put(head);
    let rest = text;
    let wide = isWide(text);
    while (rest !== '') {
      const here = (most - used) >> Number(wide);
      put(charactersOf(rest.slice(0, here), wide));
      rest = rest.slice(here);
      if (rest === '') break;
      turn();
      wide = isWide(rest);
      put(bytesOf(Number(wide)));
    }
    for (let left = formats * 4 + annotation; left > 0; ) {
      if (used === most) turn();
      const here = Math.min(left, most - used);
      put(Buffer.alloc(here, 0x41));
      left -= here;
    }
  }
  return segments.map((parts, index) => record(index === 0 ? 0xfc : 0x3c, ...parts));
};

const begin = (kind: number, version = 0x600): Buffer => record(0x809, words(version, kind, 0, 0), longs(0, 0));
const end = record(0x0a);

export type RawSheet = { readonly name?: string; readonly state?: number; readonly kind?: number; readonly records: readonly Uint8Array[] };
export type RawXls = {
  readonly sheets: readonly RawSheet[];
  readonly texts?: readonly Uint8Array[];
  readonly date1904?: boolean;
  /** of the cell styles, in order: a format code, or the number of one that every program knows */
  readonly styles?: readonly (string | number)[];
  readonly more?: readonly Uint8Array[];
};

export const workbookStream = ({ sheets, texts = [], date1904 = false, styles = [0], more = [] }: RawXls): Buffer => {
  const formats = styles.flatMap((format, index) => (typeof format === 'string' ? [record(0x41e, words(176 + index), textOf(format))] : []));
  const xfs = styles.map((format, index) => record(0xe0, words(0, typeof format === 'string' ? 176 + index : format), Buffer.alloc(16)));
  const bodies = sheets.map(({ records, kind = 0 }) => Buffer.concat([begin(kind === 2 ? 0x20 : 0x10), ...records, end]));
  const globals = (places: readonly number[]) =>
    Buffer.concat([
      begin(0x05), ...more, record(0x22, words(Number(date1904))), ...formats, ...xfs,
      ...sheets.map(({ name = '订单', state = 0, kind = 0 }, index) => record(0x85, longs(places[index] ?? 0), bytesOf(state, kind, name.length, Number(isWide(name))), charactersOf(name))),
      ...texts, end,
    ]);
  let place = globals([]).length;
  const places = bodies.map((body) => (place += body.length) - body.length);
  return Buffer.concat([globals(places), ...bodies]);
};

const endOfChain = 0xff_ff_ff_fe;
const free = 0xff_ff_ff_ff;
const sectorBytes = 512;
const perSector = sectorBytes / 4;

const entry = (name: string, kind: number, child: number, start: number, size: number): Buffer => {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE(name.length * 2 + 2, 64);
  bytes[66] = kind;
  for (const [at, value] of [[68, free], [72, free], [76, child], [116, start], [120, size]] as const) bytes.writeUInt32LE(value, at);
  return bytes;
};

/** A compound file that holds one stream; `order` says in which order its sectors lie. */
export const compound = (stream: Uint8Array, { name = 'Workbook', order = (sector: number) => sector } = {}): Buffer => {
  const count = Math.max(8, Math.ceil(stream.length / sectorBytes));
  let tables = 0;
  let lists = 0;
  while (tables * perSector < count + 1 + tables + lists) {
    tables += 1;
    lists = Math.ceil(Math.max(0, tables - 109) / (perSector - 1));
  }
  const followers = new Uint32Array(tables * perSector).fill(free);
  const sectors = Buffer.alloc((count + 1 + tables + lists) * sectorBytes);
  for (let index = 0; index < count; index += 1) {
    sectors.set(stream.subarray(index * sectorBytes, (index + 1) * sectorBytes), order(index) * sectorBytes);
    followers[order(index)] = index + 1 === count ? endOfChain : order(index + 1);
  }
  sectors.set(Buffer.concat([entry('Root Entry', 5, 1, endOfChain, 0), entry(name, 2, free, order(0), Math.max(4096, stream.length))]), count * sectorBytes);
  followers[count] = endOfChain;
  followers.fill(0xff_ff_ff_fd, count + 1, count + 1 + tables);
  followers.fill(0xff_ff_ff_fc, count + 1 + tables, count + 1 + tables + lists);
  sectors.set(Buffer.from(followers.buffer), (count + 1) * sectorBytes);
  const places = Uint32Array.from({ length: 109 + lists * perSector }, () => free);
  for (let table = 0; table < tables; table += 1) places[table < 109 ? table : table + Math.floor((table - 109) / (perSector - 1))] = count + 1 + table;
  for (let list = 0; list < lists; list += 1) places[109 + (list + 1) * perSector - 1] = list + 1 === lists ? endOfChain : count + 1 + tables + list + 1;
  sectors.set(Buffer.from(places.buffer, 109 * 4), (count + 1 + tables) * sectorBytes);
  const head = Buffer.alloc(sectorBytes);
  head.set(bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1));
  head.set(words(0x3e, 3, 0xfffe, 9, 6), 24);
  head.set(longs(tables, count, 0, 4096, endOfChain, 0, lists === 0 ? endOfChain : count + 1 + tables, lists), 44);
  head.set(Buffer.from(places.buffer, 0, 109 * 4), 76);
  return Buffer.concat([head, sectors]);
};

export const rawXls = (workbook: RawXls): Buffer => compound(workbookStream(workbook));
