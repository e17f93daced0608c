/** A person's hands on the app: every click and key press is counted, so that a journey can be held to its budget. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';

const pictures = fileURLToPath(new URL('../../out/pictures', import.meta.url));

export const handsOn = (page: Page) => {
  let count = 0;
  return {
    /** clicks and key presses so far; typed text and a dropped file are content, not steps */
    count: () => count,
    start: () => {
      count = 0;
    },
    press: async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    },
    button: async (name: string | RegExp) => {
      count += 1;
      await page.getByRole('button', { name }).first().click();
    },
    link: async (name: string | RegExp) => {
      count += 1;
      await page.getByRole('link', { name }).first().click();
    },
    /** For people to look at; no test compares it. */
    picture: async (name: string) => {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
};
export type Hands = ReturnType<typeof handsOn>;
