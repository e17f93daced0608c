/** Where the data are: the usual folder, or the one that a sign in it points to after the data have moved. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** One folder is one name, however it is reached: the lock against a second program goes by it. */
const real = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : folder);

/** A sign that cannot be read, or that points to nothing, is none. */
export function dataFolderAt(usual: string): string {
  try {
    const { folder } = JSON.parse(readFileSync(join(usual, 'moved.json'), 'utf8')) as { folder?: unknown };
    if (typeof folder === 'string' && isAbsolute(folder) && existsSync(join(folder, 'shop.db'))) return real(folder);
  } catch {
    // Nothing has moved.
  }
  return real(usual);
}
