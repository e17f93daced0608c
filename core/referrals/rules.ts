/**
 * Who brought whom (R91, R46). Everybody was brought by at most one person, so the bonds make trees. People are positions
 * 0 … n − 1; every walk is a loop, never a recursion: a chain may be as long as the book.
 */

/** Nobody brought them. */
export const BY_THEMSELVES = -1;

export type Forest = {
  /** who brought the person, after circles were cut */
  readonly broughtBy: Int32Array;
  /** positions whose bond closed a circle and was left out */
  readonly cut: readonly number[];
  /** everybody, whoever brings before whom they brought */
  readonly order: Int32Array;
  /** 0 for who came by themselves, 1 for whom these brought … */
  readonly level: Int32Array;
  /** the people brought by person i are `brought[from[i]]` … `brought[from[i + 1] - 1]` */
  readonly from: Int32Array;
  readonly brought: Int32Array;
};

/**
 * Bonds to trees. A circle (the form refuses one, an old file may hold one) is opened at its smallest position, the person
 * written down first, who then counts as having come by themselves. A bond to nowhere is none.
 */
export function forestOf(bonds: Int32Array): Forest {
  const count = bonds.length;
  const broughtBy = bonds.map((by) => (by >= 0 && by < count ? by : BY_THEMSELVES));
  const cut = circlesIn(broughtBy).map((circle) => Math.min(...circle));
  for (const person of cut) broughtBy[person] = BY_THEMSELVES;

  const from = new Int32Array(count + 1);
  for (const by of broughtBy) if (by >= 0) from[by + 1]! += 1;
  for (let i = 0; i < count; i += 1) from[i + 1]! += from[i]!;
  const brought = new Int32Array(from[count]!);
  const next = from.slice();
  broughtBy.forEach((by, person) => {
    if (by >= 0) brought[next[by]!++] = person;
  });

  const order = new Int32Array(count);
  const level = new Int32Array(count);
  let known = 0;
  broughtBy.forEach((by, person) => {
    if (by === BY_THEMSELVES) order[known++] = person;
  });
  for (let at = 0; at < known; at += 1) {
    const person = order[at]!;
    for (let child = from[person]!; child < from[person + 1]!; child += 1) {
      level[brought[child]!] = level[person]! + 1;
      order[known++] = brought[child]!;
    }
  }
  return { broughtBy, cut, order, level, from, brought };
}

/** Every circle as its members. Somebody who brought themselves is a circle of one. */
function circlesIn(broughtBy: Int32Array): number[][] {
  const circles: number[][] = [];
  const walkOf = new Int32Array(broughtBy.length).fill(-1);
  broughtBy.forEach((_, start) => {
    let person = start;
    while (person >= 0 && walkOf[person] === -1) {
      walkOf[person] = start;
      person = broughtBy[person]!;
    }
    if (person < 0 || walkOf[person] !== start) return;
    const circle = [person];
    for (let other = broughtBy[person]!; other !== person; other = broughtBy[other]!) circle.push(other);
    circles.push(circle);
  });
  return circles;
}

/** True when `person` stands in the line of those who brought `by`, or is `by`: then `by` cannot have brought them. */
export function closesCircle(person: number, by: number, broughtBy: (id: number) => number | null): boolean {
  const seen = new Set<number>();
  for (let id: number | null = by; id !== null && !seen.has(id); id = broughtBy(id)) {
    if (id === person) return true;
    seen.add(id);
  }
  return false;
}

/** What a referral two, three … steps away is still worth to who began the line: half each step. */
export const DECAY = 0.5;

export type Cascades = {
  /** brought by the person directly */
  readonly direct: Int32Array;
  /** brought directly or through others */
  readonly size: Int32Array;
  /** the longest line behind the person, in steps */
  readonly depth: Int32Array;
  /** what all of them spent, in the unit of `worth` */
  readonly value: Float64Array;
  /** the same with each further step worth `decay` of the one before; the first counts whole */
  readonly decayedValue: Float64Array;
};

/** What came behind each person: `worth` is what everybody spent themselves (fen). */
export function cascadesOf({ order, broughtBy }: Forest, worth: ArrayLike<number>, decay = DECAY): Cascades {
  const count = order.length;
  const direct = new Int32Array(count);
  const size = new Int32Array(count);
  const depth = new Int32Array(count);
  const value = new Float64Array(count);
  const decayedValue = new Float64Array(count);
  for (let at = count - 1; at >= 0; at -= 1) {
    const person = order[at]!;
    const by = broughtBy[person]!;
    if (by < 0) continue;
    direct[by]! += 1;
    size[by]! += size[person]! + 1;
    depth[by] = Math.max(depth[by]!, depth[person]! + 1);
    value[by]! += worth[person]! + value[person]!;
    decayedValue[by]! += worth[person]! + decay * decayedValue[person]!;
  }
  return { direct, size, depth, value, decayedValue };
}

/** How many people stand on each level: 0 came by themselves. */
export function levelsOf({ level }: Forest): number[] {
  const levels: number[] = [];
  for (const each of level) levels[each] = (levels[each] ?? 0) + 1;
  return levels;
}

/** Of fewer people a share says nothing. */
export const ENOUGH_CUSTOMERS = 10;

export type WordOfMouth = {
  /** brought people who bought, of all who were brought; null when nobody was */
  readonly conversion: number | null;
  /** K: how many buyers one customer brings on average = brought per customer × conversion */
  readonly k: number | null;
  /** of the customers whose first purchase lies in the period, the share that others brought (R130) */
  readonly rate: number | null;
  /** of all customers, the share that brought somebody */
  readonly helperShare: number | null;
};

type Counts = { readonly customers: number; readonly brought: number; readonly broughtBuyers: number; readonly helpers: number; readonly newBuyers: number; readonly newBrought: number };

/** The rates of word of mouth; a share of fewer than `ENOUGH_CUSTOMERS` is null, and so is one of nobody. */
export function wordOfMouthOf({ customers, brought, broughtBuyers, helpers, newBuyers, newBrought }: Counts): WordOfMouth {
  return {
    conversion: brought > 0 ? broughtBuyers / brought : null,
    k: customers >= ENOUGH_CUSTOMERS ? broughtBuyers / customers : null,
    rate: newBuyers >= ENOUGH_CUSTOMERS ? newBrought / newBuyers : null,
    helperShare: customers >= ENOUGH_CUSTOMERS ? helpers / customers : null,
  };
}
