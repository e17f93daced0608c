/** Channel names between preload and main. They stay in these two files: pages only know the bridge. */
import type { Book, Runtime } from './bridge.ts';

export const channels = {
  toCore: 'core:send',
  fromCore: 'core:reply',
  facts: 'shell:facts',
  files: 'shell:files',
  chooseFiles: 'native:choose-files',
  chooseFolder: 'native:choose-folder',
  choosePlace: 'native:choose-place',
  grantPaths: 'native:grant-paths',
  chooseSavePath: 'native:choose-save-path',
  print: 'native:print',
  savePdf: 'native:save-pdf',
  reveal: 'native:reveal',
  openDataFolder: 'native:open-data-folder',
  restart: 'native:restart',
  openBook: 'native:open-book',
  setTypeSize: 'native:set-type-size',
} as const;

/** What the preload asks once, before the page's own code runs. */
export type ShellFacts = { readonly book: Book; readonly dataFolder: string; readonly runtime: Runtime };
