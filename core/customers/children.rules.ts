/** Rows of other tables that hang on a customer. What is known of them comes from the schema, so that none is forgotten. */

/** A stored row, by column. */
export type Image = Readonly<Record<string, string | number | null>>;
/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Image[]>>;

export type ChildTable = {
  readonly name: string;
  /** the columns that hold a customer's number; two of them make a row about a pair */
  readonly columns: readonly string[];
  /** in a pair the smaller number stands first */
  readonly ordered: boolean;
  /** part of the customer's own file, not a record of its own */
  readonly ofFile: boolean;
  /** the columns that make two rows of one person the same fact; null for rows that stand for themselves, as orders do */
  readonly same: readonly string[] | null;
  readonly placed: boolean;
};

export const idOf = (row: Image): number => Number(row['id']);

export const isPair = ({ columns }: ChildTable): boolean => columns.length > 1;

/** The other person of a pair, or the person itself in a row about itself. */
export const otherOf = ({ columns }: ChildTable, row: Image, person: number): number => Number(columns.map((column) => row[column]).find((id) => id !== person) ?? person);

export const isAbout = ({ columns }: ChildTable, row: Image, person: number): boolean => columns.some((column) => row[column] === person);

/** The row with one person in the place of another. */
export const handedOver = ({ columns, ordered }: ChildTable, row: Image, from: number, to: number): Image => {
  const ids = columns.map((column) => (row[column] === from ? to : row[column]!));
  if (ordered) ids.sort((a, b) => Number(a) - Number(b));
  return { ...row, ...Object.fromEntries(columns.map((column, index) => [column, ids[index]!])) };
};

/** Two rows that say the same of a person have the same text; null for records. */
export const factOf = (table: ChildTable, row: Image, person: number): string | null =>
  table.same === null ? null : JSON.stringify([...(isPair(table) ? [otherOf(table, row, person)] : []), ...table.same.map((column) => row[column])]);
