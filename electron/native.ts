/** What pages may ask of the system. Each handler is reached only by our own page and checks what it is given. */
import { join } from 'node:path';
import { app, dialog, ipcMain, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { tableExtensions } from '../core/base/folders.ts';
import { isAppUrl } from './app-url.ts';
import type { Book, GrantedFile, HandedFiles, PdfResult } from './bridge.ts';
import { channels } from './channels.ts';
import { nothingHanded, safeFileName, type Files } from './files.ts';
import type { Log } from './log.ts';
import { isSmallPlainData } from './message-check.ts';
import { print, savePdf } from './printing.ts';
import type { AppWindow } from './window.ts';
import { isTypeSize } from './window-state.ts';
import { words } from './words.ts';

/** Only the main frame of our own page may speak to the shell. */
export function isOurPage(event: IpcMainEvent | IpcMainInvokeEvent, appWindow: AppWindow): boolean {
  const frame = event.senderFrame;
  return frame !== null && event.sender === appWindow.window.webContents && frame === event.sender.mainFrame && isAppUrl(frame.url);
}

type Settings = {
  readonly appWindow: AppWindow;
  readonly files: Files;
  readonly dataFolder: string;
  readonly openBook: (book: Book) => Promise<void>;
  readonly log: Log;
};

/** Paths and titles are short; a longer argument is no honest one. */
const argumentLimit = 200_000;
const textIn = (value: unknown, key: string): string => {
  const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof text === 'string' ? text.slice(0, 200) : '';
};

export function serveNative({ appWindow, files, dataFolder, openBook, log }: Settings): void {
  const { window } = appWindow;

  function handle<T>(channel: string, answer: (argument: unknown) => T | Promise<T>): void {
    ipcMain.handle(channel, (event, argument: unknown) => {
      if (!isOurPage(event, appWindow) || !isSmallPlainData(argument, argumentLimit)) {
        log('ipc.refused', channel);
        throw new Error('refused');
      }
      return answer(argument);
    });
  }

  handle(channels.chooseFiles, async (options): Promise<readonly GrantedFile[]> => {
    const kind = (['xkb', 'json'] as const).find((one) => one === textIn(options, 'kind'));
    const several = typeof options === 'object' && options !== null && (options as Record<string, unknown>).multiple === true;
    const chosen = await dialog.showOpenDialog(window, {
      title: textIn(options, 'title'),
      buttonLabel: words.dialog.choose,
      properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
      filters: [
        kind ? { name: words.fileKinds[kind], extensions: [kind] } : { name: words.fileKinds.tables, extensions: [...tableExtensions] },
        { name: words.fileKinds.all, extensions: ['*'] },
      ],
    });
    return chosen.canceled ? [] : (await files.grantForReading(chosen.filePaths)).files;
  });

  handle(channels.chooseFolder, async (options): Promise<HandedFiles | null> => {
    const chosen = await dialog.showOpenDialog(window, { title: textIn(options, 'title'), buttonLabel: words.dialog.choose, properties: ['openDirectory'] });
    return chosen.canceled ? null : files.grantForReading(chosen.filePaths);
  });

  handle(channels.choosePlace, async (options): Promise<GrantedFile | null> => {
    const chosen = await dialog.showOpenDialog(window, { title: textIn(options, 'title'), buttonLabel: words.dialog.choose, properties: ['openDirectory', 'createDirectory'] });
    const [path] = chosen.filePaths;
    return chosen.canceled || path === undefined ? null : files.grantForWriting(path);
  });

  handle(channels.grantPaths, (paths): HandedFiles | Promise<HandedFiles> =>
    Array.isArray(paths) && paths.length <= 500 && paths.every((path) => typeof path === 'string') ? files.grantForReading(paths) : nothingHanded,
  );

  handle(channels.chooseSavePath, async (options): Promise<GrantedFile | null> => {
    const kind = (['pdf', 'zip', 'xkb', 'json'] as const).find((one) => one === textIn(options, 'kind')) ?? 'xlsx';
    const chosen = await dialog.showSaveDialog(window, {
      title: textIn(options, 'title'),
      buttonLabel: words.dialog.save,
      defaultPath: join(app.getPath('documents'), safeFileName(textIn(options, 'defaultName'), kind)),
      properties: ['showOverwriteConfirmation', 'createDirectory'],
      filters: [{ name: words.fileKinds[kind], extensions: [kind] }],
    });
    if (chosen.canceled || chosen.filePath === '') return null;
    // Linux dialogs leave the ending to the person.
    const path = chosen.filePath.toLowerCase().endsWith(`.${kind}`) ? chosen.filePath : `${chosen.filePath}.${kind}`;
    return files.grantForWriting(path);
  });

  handle(channels.print, () => print(window.webContents));
  handle(channels.savePdf, (wish): PdfResult | Promise<PdfResult> => {
    const path = files.pathOf(textIn(wish, 'token'));
    const edgeToEdge = typeof wish === 'object' && wish !== null && (wish as Record<string, unknown>).edgeToEdge === true;
    return path?.toLowerCase().endsWith('.pdf') ? savePdf(window.webContents, path, edgeToEdge) : { ok: false, reason: 'failed' };
  });
  handle(channels.reveal, (token) => {
    const path = files.pathOf(token);
    if (path !== null) shell.showItemInFolder(path);
  });
  handle(channels.openDataFolder, async () => void (await shell.openPath(dataFolder)));
  handle(channels.restart, () => {
    app.relaunch();
    app.quit();
  });
  handle(channels.openBook, (book) => (book === 'shop' || book === 'practice' ? openBook(book) : undefined));
  handle(channels.setTypeSize, (percent) => {
    if (isTypeSize(percent)) appWindow.setTypeSize(percent);
  });
}
