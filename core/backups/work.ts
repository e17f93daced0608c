/** What the worker does, one task at a time; all of it would stop the core's questions. */
import type { CopyTask, MakeTask, Steps } from './making.ts';
import { copyBackup, makeBackup } from './making.ts';
import type { LookTask, PrepareTask } from './restoring.ts';
import { lookAt, prepareRestore } from './restoring.ts';
import { checkBody, readManifest } from './container.ts';
import { newSecret } from './sealing.ts';

const tasks = {
  make: (task: MakeTask, steps: Steps) => makeBackup(task, steps),
  copy: (task: CopyTask, steps: Steps) => copyBackup(task, steps),
  look: (task: LookTask, steps: Steps) => lookAt(task, steps),
  prepare: (task: PrepareTask, steps: Steps) => prepareRestore(task, steps),
  verify: ({ backup }: { readonly backup: string }, steps: Steps) => {
    const manifest = readManifest(backup);
    checkBody(backup, manifest, steps('backups.checking'));
    return manifest;
  },
  lock: ({ password }: { readonly password: string }) => newSecret(password),
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskOf<N extends TaskName> = Parameters<Tasks[N]>[0];
export type ResultOf<N extends TaskName> = ReturnType<Tasks[N]>;

/** The name of a task decides its input; the two travel together. */
export const runTask = (name: TaskName, task: unknown, steps: Steps): unknown => (tasks[name] as (task: unknown, steps: Steps) => unknown)(task, steps);
