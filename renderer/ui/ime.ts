/**
 * Whether Enter belongs to the input method. `isComposing` alone is not reliable: some input methods end the composition
 * first and deliver the Enter that chose the word afterwards, so the start and end are tracked too.
 */
let composing = false;
let endedAt = -Infinity;
const settleMilliseconds = 30;

export const watchComposition = (target: Document): (() => void) => {
  composing = false;
  endedAt = -Infinity;
  const start = () => {
    composing = true;
  };
  const end = (event: Event) => {
    composing = false;
    endedAt = event.timeStamp;
  };
  target.addEventListener('compositionstart', start, true);
  target.addEventListener('compositionend', end, true);
  return () => {
    target.removeEventListener('compositionstart', start, true);
    target.removeEventListener('compositionend', end, true);
  };
};

type KeyPress = { readonly key: string; readonly timeStamp: number; readonly nativeEvent?: { readonly isComposing: boolean; readonly keyCode: number } };

/** True only for an Enter (or Esc, …) that the person meant for the program. */
export const isOwnKey = (event: KeyPress, key: string): boolean =>
  event.key === key && !composing && !event.nativeEvent?.isComposing && event.nativeEvent?.keyCode !== 229 && event.timeStamp - endedAt > settleMilliseconds;
