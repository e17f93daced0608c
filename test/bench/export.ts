/** The export of 100,000 orders, against SheetJS writing the very same cells in the same run. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as Xlsx from 'xlsx';
import type { TestCore } from '../support/core.ts';
import { row, timed } from './measure.ts';

const megabyte = 1024 * 1024;

export const benchExport = async ({ core, path }: TestCore): Promise<void> => {
  const out = path('订单.xlsx');
  const before = process.memoryUsage.rss();
  let peak = before;
  let longestWait = 0;
  const exported = new AbortController();
  const asking = (async () => {
    while (!exported.signal.aborted) {
      const asked = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await core.orders.platforms();
      longestWait = Math.max(longestWait, performance.now() - asked - 20);
      peak = Math.max(peak, process.memoryUsage.rss());
    }
  })();
  const ours = await timed(() => core.reports.exportTable({ kind: 'orders', file: out.token }));
  exported.abort();
  await asking;

  const cells = Xlsx.utils.sheet_to_json<(string | number)[]>(Xlsx.read(readFileSync(out.path), { dense: true }).Sheets['订单']!, { header: 1 });
  const start = process.memoryUsage.rss();
  const theirs = await timed(() => {
    const book = Xlsx.utils.book_new();
    Xlsx.utils.book_append_sheet(book, Xlsx.utils.aoa_to_sheet(cells, { dense: true }), '订单');
    writeFileSync(`${out.path}.reference.xlsx`, Xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array, { flush: true });
  });
  row(`export of ${(cells.length - 1).toLocaleString('en')} order rows, reading them included, against SheetJS writing alone`, ours, theirs);
  row('memory that the export took, against SheetJS after it', (peak - before) / megabyte, (process.memoryUsage.rss() - start) / megabyte, 'MB');
  row('longest wait of a question during the export, against the whole writing of SheetJS', longestWait, theirs);
};
