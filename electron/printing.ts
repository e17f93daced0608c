/** The page on paper: the system's print dialog, or a PDF file that is there completely or not at all. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WebContents } from 'electron';
import type { PdfFailure, PdfResult, PrintResult } from './bridge.ts';
import { words } from './words.ts';

const marginInches = 15 / 25.4;
const footer = `<div style="width:100%;padding:0 15mm;font-size:8pt;text-align:right;font-family:'Microsoft YaHei UI','PingFang SC','Noto Sans CJK SC',sans-serif;color:#333">${words.page('pageNumber', 'totalPages')}</div>`;

/** Chromium writes each page as a plain object of its own. */
export const pagesIn = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page(?![s\w])/g)?.length ?? 0;

/** Why a file could not be written, as a code that the page has a sentence for. */
export function writeFailureOf(error: unknown): PdfFailure {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'EBUSY' || code === 'ETXTBSY') return 'in-use';
  // Windows says EPERM when a PDF reader holds the file that should be replaced.
  if (code === 'EPERM') return process.platform === 'win32' ? 'in-use' : 'not-allowed';
  return code === 'EACCES' || code === 'EROFS' ? 'not-allowed' : 'failed';
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  // The new name itself must survive a power cut; Windows does not let a folder be opened for that.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

export async function savePdf(contents: WebContents, path: string, edgeToEdge: boolean): Promise<PdfResult> {
  const margin = edgeToEdge ? 0 : marginInches;
  try {
    const pdf = await contents.printToPDF({
      pageSize: 'A4',
      margins: { top: margin, bottom: margin, left: margin, right: margin },
      // The window's own paper colour would fill the margins; what must be grey asks for it with print-color-adjust.
      printBackground: false,
      preferCSSPageSize: true,
      displayHeaderFooter: !edgeToEdge,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
    });
    await writeWhole(path, pdf);
    return { ok: true, pages: pagesIn(pdf) };
  } catch (error) {
    return { ok: false, reason: writeFailureOf(error) };
  }
}

export function print(contents: WebContents): Promise<PrintResult> {
  return new Promise((done) => {
    contents.print({ silent: false, printBackground: false, pageSize: 'A4' }, (ok, reason) =>
      // Chromium's word for it has changed before ("cancelled", "Print job canceled").
      done(ok ? { ok } : { ok, reason: /cancel/i.test(reason) ? 'cancelled' : reason }),
    );
  });
}
