/** One running core, however it is hosted: Electron's utilityProcess, or a Node child where that cannot load the database. */
import { fork } from 'node:child_process';
import type { CoreToShell, ShellToCore } from '../core/base/protocol.ts';

export type CorePort = {
  send(message: ShellToCore): void;
  onMessage(listener: (message: CoreToShell) => void): void;
  /** Called once. `stderr` is the end of what it wrote. */
  onExit(listener: (code: number | null, stderr: string) => void): void;
  kill(): void;
};

export const stderrKept = 8_000;

/** Collects the end of a stream. */
export function tailOf(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (piece: Buffer | string) => {
    text = (text + piece.toString()).slice(-stderrKept);
  });
  return () => text;
}

/** Hosts the core in plain Node (`node` is the program's path), for the runtime whose Node-API is too old for the database. */
export function startInNode(node: string, entry: string, args: readonly string[]): CorePort {
  const child = fork(entry, [...args], {
    execPath: node,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr = tailOf(child.stderr);
  return {
    // The callback swallows EPIPE: that the core is gone is told by its exit.
    send: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => void child.on('message', (message) => listener(message as CoreToShell)),
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null, text: string) => {
        if (told) return;
        told = true;
        listener(code, text);
      };
      child.on('close', (code) => tell(code, stderr()));
      child.on('error', (error) => tell(null, `${error.name}\n${stderr()}`));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
