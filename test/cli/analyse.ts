/** An analysis as it is typed, inside this process: what a start of the program would only make slower. */
import { analyse } from '../../core/cli/analysis/analyse.ts';
import { readAnalysisArguments } from '../../core/cli/analysis/arguments.ts';
import { textOfTables } from '../../core/cli/analysis/text.ts';

/** The data as they are printed, read back; `text` is what stands there without --json. */
export const analysed = async (...words: readonly string[]) => {
  const given = readAnalysisArguments(words);
  if (given === null) throw new Error(`${words[0]} is no analysis`);
  const { output, tables, code } = await analyse(given, () => Promise.reject(new Error('no database was named')));
  return { code, text: textOfTables(tables), output: JSON.parse(JSON.stringify(output)) };
};
