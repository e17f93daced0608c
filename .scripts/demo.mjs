/**
 * What `npm start` does where there is no screen: opens the packaged app on a virtual one and walks through the main job.
 * The walk itself is `mainJob` below; it gets the open app and a folder for pictures.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../test/e2e/app.ts';
import { root, say } from './steps.mjs';

/** @param {import('../test/e2e/app.ts').OpenedApp} opened */
async function mainJob(opened, pictures) {
  // HOOK for the main job: first start → drop sample exports → list → report. Until then: the first page.
  await opened.page.screenshot({ path: join(pictures, '01-first-page.png') });
}

const pictures = join(root, 'out', 'demo');
mkdirSync(pictures, { recursive: true });
const opened = await openApp();
try {
  await mainJob(opened, pictures);
  say(`✓ 乡客能打开、能用。截图在 ${pictures}`);
} finally {
  await opened.close();
}
