/** Said instead of a number that too little stands behind: how much it takes, and how much there is. */
export type TooFew = { readonly type: 'tooFew'; readonly needed: number; readonly have: number };

export const tooFew = (needed: number, have: number): TooFew => ({ type: 'tooFew', needed, have });
