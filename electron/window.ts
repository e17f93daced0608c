/** The one window: sandboxed, remembered, and closed to everything that is not the app. */
import { join } from 'node:path';
import { app, BrowserWindow, Menu, screen, type WebContents } from 'electron';
import { isAppUrl, startUrl } from './app-url.ts';
import type { TypeSize } from './bridge.ts';
import { readWindowState, smallest, writeWindowState, type WindowState } from './window-state.ts';
import { words } from './words.ts';

const paper = '#faf7f0';

/** For every contents there ever is, whoever makes it. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stayHome = (event: { preventDefault(): void; readonly url: string }) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Right-click in a text field, in Chinese. */
function offerEditMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const menu = Menu.buildFromTemplate([
      ...(isEditable ? [{ label: words.menu.cut, role: 'cut' as const, enabled: editFlags.canCut }] : []),
      ...(isEditable || selectionText !== '' ? [{ label: words.menu.copy, role: 'copy' as const, enabled: editFlags.canCopy }] : []),
      ...(isEditable ? [{ label: words.menu.paste, role: 'paste' as const, enabled: editFlags.canPaste }] : []),
      ...(isEditable ? [{ label: words.menu.selectAll, role: 'selectAll' as const }] : []),
    ]);
    if (menu.items.length > 0) menu.popup();
  });
}

export function createWindow(dataFolder: string) {
  const stateFile = join(dataFolder, 'window.json');
  const main = screen.getPrimaryDisplay();
  const screens = [main, ...screen.getAllDisplays().filter((display) => display.id !== main.id)].map((display) => display.workArea);
  let state: WindowState = readWindowState(stateFile, screens);

  const window = new BrowserWindow({
    width: state.width,
    height: state.height,
    ...(state.x === undefined || state.y === undefined ? {} : { x: state.x, y: state.y }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: '乡客',
    backgroundColor: paper,
    show: false,
    autoHideMenuBar: true,
    icon: process.platform === 'linux' ? join(app.getAppPath(), 'dist', 'electron', 'icon.png') : undefined,
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'electron', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
      zoomFactor: state.typeSize / 100,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  offerEditMenu(window.webContents);
  // Zoom belongs to an origin and is forgotten with it; a page loaded anew gets the chosen type again.
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(state.typeSize / 100));
  // Pinching and Ctrl with the wheel would leave type at a size that no setting names.
  void window.webContents.setVisualZoomLevelLimits(1, 1);
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    writeWindowState(stateFile, { x, y, width, height, maximized: window.isMaximized(), typeSize: state.typeSize });
  });

  return {
    window,
    load: () => window.loadURL(startUrl),
    setTypeSize(typeSize: TypeSize): void {
      state = { ...state, typeSize };
      window.webContents.setZoomFactor(typeSize / 100);
    },
    bringForward(): void {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}
export type AppWindow = ReturnType<typeof createWindow>;
