import type { Member } from './contract.ts';

/** `on`: somebody has to say who they are. */
export type Present = { readonly on: boolean; readonly member: Member | null };
const everybody: Present = { on: false, member: null };

/**
 * Who sits at the laptop. It outlives the open database: a restore closes and opens it under the same person. `trusted`:
 * whoever works with it has the file itself in hand, as the command line and a rescue have.
 */
export const createDesk = ({ trusted = false }: { readonly trusted?: boolean } = {}) => {
  let seat: string | null = null;
  let last = everybody;
  return {
    /** the uid of who signed in */
    seat: (): string | null => seat,
    sit: (uid: string | null): void => {
      seat = uid;
    },
    trusted,
    /** as it was when the staff could be read for the last time */
    last: (): Present => last,
    remember: (present: Present): Present => (last = trusted ? everybody : present),
    /** The staff cannot be read any more: whoever is there saves what can be saved. */
    leaveOpen: (): void => {
      last = everybody;
    },
  };
};
export type Desk = ReturnType<typeof createDesk>;
