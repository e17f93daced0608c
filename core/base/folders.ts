/** The tables in a folder that somebody dropped or typed. Nothing outside it is ever reached, and no folder is too big to be asked for. */
import { readdir } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';

/** Endings that a table has; what a file truly is, the core finds out by its content. */
export const tableExtensions = ['csv', 'tsv', 'vcf', 'xlsx', 'xlsm', 'xls', 'et', 'txt', 'zip'] as const;
export const isTable = (path: string): boolean => tableExtensions.some((extension) => extname(path).toLowerCase() === `.${extension}`);

export type FoundTables = {
  /** by folder and name, as people count: 2月 before 10月 */
  readonly tables: readonly { readonly path: string; readonly folder: string }[];
  /** names of other files, so that nobody wonders where they are */
  readonly others: readonly string[];
  /** there was more than a person drops on purpose: the rest was not looked at */
  readonly cut: boolean;
};

export type FolderLimits = { readonly tables: number; readonly entries: number; readonly depth: number };
const usualLimits: FolderLimits = { tables: 500, entries: 20_000, depth: 8 };
const othersNamed = 200;

/** What systems and office programs leave behind: hidden files, owner files of open workbooks, halves of downloads. */
const isJunk = (name: string): boolean => /^(?:\.|~\$|\.~|__MACOSX$|node_modules$)|^(?:thumbs\.db|desktop\.ini|icon\r)$|\.(?:tmp|part|partial|crdownload|lnk)$/i.test(name);

const asPeopleCount = new Intl.Collator('zh-CN', { numeric: true });

export async function findTables(root: string, limits: FolderLimits = usualLimits): Promise<FoundTables> {
  const tables: { path: string; folder: string }[] = [];
  const others: string[] = [];
  let entries = 0;
  let cut = false;
  const visit = async (folder: string, depth: number): Promise<void> => {
    // A folder that may not be read holds nothing for us.
    const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const inOrder = found.filter(({ name }) => !isJunk(name)).sort((a, b) => asPeopleCount.compare(a.name, b.name));
    for (const entry of inOrder) {
      entries += 1;
      if (entries > limits.entries || tables.length >= limits.tables) {
        cut = true;
        return;
      }
      const path = join(folder, entry.name);
      // A link may lead anywhere, also back to where it stands: `withFileTypes` does not follow it.
      if (entry.isDirectory() && depth < limits.depth) await visit(path, depth + 1);
      else if (entry.isDirectory()) cut = true;
      else if (entry.isFile() && isTable(path)) tables.push({ path, folder: relative(root, folder) });
      else if (others.length < othersNamed) others.push(entry.name);
    }
  };
  await visit(root, 0);
  return { tables, others, cut };
}
