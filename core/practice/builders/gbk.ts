/**
 * Text → GBK bytes. The platform decodes GB18030 but has no encoder, and a package for this one direction would be the
 * product's only use of it: the table is turned around once from the decoder itself.
 */
let table: Map<string, number> | null = null;

const buildTable = (): Map<string, number> => {
  const decoder = new TextDecoder('gb18030');
  const built = new Map<string, number>();
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      pair[0] = lead;
      pair[1] = trail;
      const character = decoder.decode(pair);
      if ([...character].length === 1 && character !== '\ufffd' && !built.has(character)) built.set(character, (lead << 8) | trail);
    }
  }
  return built;
};

/** Characters outside GBK (emoji) become `?`, as they do in the platform's own file. */
export const encodeGbk = (text: string): Uint8Array => {
  table ??= buildTable();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      bytes[length] = code;
      length += 1;
      continue;
    }
    const pair = table.get(character);
    if (pair === undefined) {
      bytes[length] = 0x3f;
      length += 1;
      continue;
    }
    bytes[length] = pair >> 8;
    bytes[length + 1] = pair & 0xff;
    length += 2;
  }
  return bytes.slice(0, length);
};
