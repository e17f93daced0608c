/** Every suite, in the order of the plan. T10 and T11 (backups) are in test/backups, T7 to T9 (spreadsheets) in test/imports. */
import { diskErrors } from './disk-errors.ts';
import { formulaInjection } from './formula-cells.ts';
import { fullDisk } from './full-disk.ts';
import { kills } from './kills.ts';
import { messages } from './messages.ts';
import { migrationKills } from './migrations.ts';
import { powerCuts } from './power-cuts.ts';
import { readerKills } from './reader-kills.ts';
import { rightsOfClerks } from './rights.ts';
import type { Suite } from './suite.ts';
import { texts } from './texts.ts';
import { traces } from './traces.ts';

export const suites: readonly Suite[] = [kills, powerCuts, diskErrors, fullDisk, readerKills, migrationKills, traces, messages, texts, formulaInjection, rightsOfClerks];
