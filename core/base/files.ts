import { basename } from 'node:path';
import { Refused } from './errors.ts';

/** Files that the shell or the command line allowed, by token. Nothing else on the disk can be named. */
export type Files = {
  readonly grant: (token: string, path: string) => void;
  readonly find: (token: string) => { readonly path: string; readonly name: string };
};

export const createFiles = (): Files => {
  const paths = new Map<string, string>();
  return {
    grant: (token, path) => void paths.set(token, path),
    find: (token) => {
      const path = paths.get(token);
      if (path === undefined) throw new Refused('file.unknown');
      return { path, name: basename(path) };
    },
  };
};
