/** Who is in a segment on a day, as one bit a customer's number: 100,000 people are 12 kB. */
export const bitsOf = (ids: readonly number[]): Uint8Array => {
  const bits = new Uint8Array(ids.reduce((highest, id) => Math.max(highest, (id >> 3) + 1), 0));
  for (const id of ids) bits[id >> 3]! |= 1 << (id & 7);
  return bits;
};

/** The numbers in `people` that are not in `others`. */
export const onlyIn = (people: Uint8Array, others: Uint8Array): number[] => {
  const ids: number[] = [];
  people.forEach((byte, at) => {
    const own = byte & ~(others[at] ?? 0);
    for (let bit = 0; bit < 8; bit += 1) if (own & (1 << bit)) ids.push(at * 8 + bit);
  });
  return ids;
};
