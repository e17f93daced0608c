import type { KeyboardEvent } from 'react';
import { isOwnKey } from './ime.ts';

const fields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), button[type=submit]';

/** Enter goes on to the next field, from the last one to the save button; Ctrl+Enter saves; Esc leaves. Not while an input method composes. */
export const formKeys = (leave: () => void) => (event: KeyboardEvent<HTMLFormElement>): void => {
  if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
  if (isOwnKey(event, 'Escape')) {
    event.preventDefault();
    leave();
    return;
  }
  if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
  if (event.target instanceof HTMLTextAreaElement && !event.ctrlKey) return;
  event.preventDefault();
  if (!isOwnKey(event, 'Enter')) return;
  if (event.ctrlKey) {
    event.currentTarget.requestSubmit();
    return;
  }
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(fields)];
  all[all.indexOf(event.target) + 1]?.focus();
};
