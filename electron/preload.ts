import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Reply } from '../core/base/protocol.ts';
import type { Bridge, CoreState, HandedFiles } from './bridge.ts';
import { channels, type ShellFacts } from './channels.ts';

/** Hands messages on to whoever listens and keeps those that come before the page has a listener. */
function createMailbox<T>(channel: string): (listener: (message: T) => void) => () => void {
  const listeners = new Set<(message: T) => void>();
  const waiting: T[] = [];
  ipcRenderer.on(channel, (_event, message: T) => {
    if (listeners.size === 0) waiting.push(message);
    for (const listener of listeners) listener(message);
  });
  return (listener) => {
    listeners.add(listener);
    for (const message of waiting.splice(0)) listener(message);
    return () => void listeners.delete(listener);
  };
}

const facts = ipcRenderer.sendSync(channels.facts) as ShellFacts;

const bridge: Bridge = {
  send: (message) => ipcRenderer.send(channels.toCore, message),
  onReply: createMailbox<Reply | CoreState>(channels.fromCore),
  native: {
    chooseFiles: (options) => ipcRenderer.invoke(channels.chooseFiles, options),
    chooseFolder: (options) => ipcRenderer.invoke(channels.chooseFolder, options),
    choosePlace: (options) => ipcRenderer.invoke(channels.choosePlace, options),
    // Only a File that the person really dropped or chose has a path; one made by a script has none.
    grantDropped: (files) => ipcRenderer.invoke(channels.grantPaths, files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')),
    chooseSavePath: (options) => ipcRenderer.invoke(channels.chooseSavePath, options),
    print: () => ipcRenderer.invoke(channels.print),
    savePdf: (token, options) => ipcRenderer.invoke(channels.savePdf, { ...options, token }),
    reveal: (token) => ipcRenderer.invoke(channels.reveal, token),
    openBook: (book) => ipcRenderer.invoke(channels.openBook, book),
    book: () => facts.book,
    dataFolder: () => facts.dataFolder,
    openDataFolder: () => ipcRenderer.invoke(channels.openDataFolder),
    restart: () => ipcRenderer.invoke(channels.restart),
    setTypeSize: (percent) => ipcRenderer.invoke(channels.setTypeSize, percent),
    runtime: () => facts.runtime,
    onFiles: createMailbox<HandedFiles>(channels.files),
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);

// A file dropped beside a drop zone would otherwise replace the page. The shell denies that too; this spares the attempt.
for (const type of ['dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
}
