/** What the user said about the columns of tables nobody knew, found again by the header row. */
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Mapping, RememberedMapping } from './contract.ts';
import { headersBefore } from './refused-rows.ts';
import type { ImportRepository } from './repository.ts';
import { headerFingerprint } from './rules.ts';

/** The user's answer, for the tables that it speaks of: another sheet of the workbook may be something else. */
const answered = (mapping: Mapping | undefined, headers: readonly string[]): Mapping | undefined =>
  mapping?.columns.every(({ header }) => headers.includes(header)) ? mapping : undefined;

export const createMappings = (read: ImportRepository, write: ImportRepository) => ({
  list: (): RememberedMapping[] => read.mappings(),
  /** The answer of now, or the one remembered for these headers, also without the reasons that were put beside them. */
  of: (given: Mapping | undefined, headers: readonly string[]): Mapping | undefined => {
    const before = headersBefore(headers);
    return answered(given, headers) ?? read.findMapping(headerFingerprint(headers)) ?? (before === null ? undefined : read.findMapping(headerFingerprint(before)));
  },
  /** Remembers the answer if it speaks of a table with these headers. */
  keep: (headers: readonly string[], mapping: Mapping | undefined): void => {
    const fitting = answered(mapping, headers);
    if (fitting) write.rememberMapping(headerFingerprint(headers), fitting);
  },
  forget: (id: number, operation: RunningOperation) => {
    const known = write.mappings().find((mapping) => mapping.id === id);
    if (!known || !write.forgetMapping(id)) throw new Refused('imports.mappingNotFound');
    operation.about(known.mapping.platform);
    return { operationId: operation.id };
  },
});
export type Mappings = ReturnType<typeof createMappings>;
