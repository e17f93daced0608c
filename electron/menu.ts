import { app, dialog, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import type { AppWindow } from './window.ts';
import { words } from './words.ts';

export function setMenu(appWindow: AppWindow, dataFolder: string): void {
  const { menu } = words;
  const showAbout = () =>
    dialog.showMessageBox(appWindow.window, {
      type: 'info', title: menu.about, message: '乡客', detail: words.about(app.getVersion(), dataFolder), buttons: [words.dialog.ok],
    });
  const template: MenuItemConstructorOptions[] = [
    {
      label: menu.file,
      submenu: [
        { label: menu.openDataFolder, click: () => void shell.openPath(dataFolder) },
        { type: 'separator' },
        ...(process.platform === 'darwin' ? [{ label: menu.hide, role: 'hide' as const }] : []),
        { label: menu.quit, role: 'quit' },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { label: menu.undo, role: 'undo' },
        { label: menu.redo, role: 'redo' },
        { type: 'separator' },
        { label: menu.cut, role: 'cut' },
        { label: menu.copy, role: 'copy' },
        { label: menu.paste, role: 'paste' },
        { label: menu.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { label: menu.fullScreen, role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ label: menu.developer, role: 'toggleDevTools' as const }]),
      ],
    },
    { label: menu.help, submenu: [{ label: menu.about, click: () => void showAbout() }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
