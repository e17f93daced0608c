/** Decides how the core is hosted on this runtime and starts it. */
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { startInNode, tailOf, type CorePort } from './core-port.ts';

/** better-sqlite3 needs Node-API 10. Only the runtime that stands in for Electron in tests has less. */
export const isStandIn = Number(process.versions.napi) < 10;

/** Plain Node cannot look into app.asar; the core lies beside it in every build. */
export const coreFolder = join(app.getAppPath().replace(/app\.asar$/, 'app.asar.unpacked'), 'dist', 'core');

function startInUtility(entry: string, args: readonly string[]): CorePort {
  const child = utilityProcess.fork(entry, [...args], { serviceName: 'xiangke-core', stdio: ['ignore', 'ignore', 'pipe'] });
  const stderr = tailOf(child.stderr);
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code, stderr())),
    kill: () => void child.kill(),
  };
}

/** Null when this is the stand-in and nobody said which Node to use. */
export function startCore(databaseFile: string, backupFolder: string | null): CorePort | null {
  // Where data may move from a place that is not safe; the first one best.
  const homes = [join(app.getPath('appData'), 'Xiangke'), join(process.env.LOCALAPPDATA ?? app.getPath('home'), 'Xiangke')];
  const args = ['--db', databaseFile, '--version', app.getVersion(), ...homes.flatMap((home) => ['--home', home]), ...(backupFolder === null ? [] : ['--backups', backupFolder])];
  if (!isStandIn) return startInUtility(join(coreFolder, 'main.js'), args);
  // Lets a test watch the real utilityProcess with an entry that needs no database. The official runtime never looks.
  const standInEntry = process.env.XIANGKE_CORE_ENTRY;
  if (standInEntry) return startInUtility(standInEntry, args);
  const node = process.env.XIANGKE_NODE;
  return node ? startInNode(node, join(coreFolder, 'main.js'), args) : null;
}
