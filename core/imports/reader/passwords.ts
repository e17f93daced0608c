import { ReadRefused } from './refused.ts';

/** Office's own password for workbooks that are only protected against changes: whoever opens them is not asked. */
export const unaskedPassword = 'VelvetSweatshop';

/**
 * Tries what the user typed so far on one locked thing, and last what no user types; `open` answers null to a password
 * that does not fit. Several, because a platform sends one for the zip and the shop has set another one for the workbook.
 */
export const firstFitting = async <T>(passwords: readonly string[], open: (password: string) => T | null | Promise<T | null>, unasked: readonly string[] = []): Promise<T> => {
  for (const password of [...passwords, ...unasked]) {
    const opened = await open(password);
    if (opened !== null) return opened;
  }
  throw new ReadRefused(passwords.length === 0 ? 'imports.passwordNeeded' : 'imports.passwordWrong');
};
