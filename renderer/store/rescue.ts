import { create } from 'zustand';
import type { RestoreSource } from '../../core/backups/contract.ts';

/** The backup that a closed book is being restored from; the walk ends with its own last page, when the book is open again. */
export const useRescue = create<{ readonly source: RestoreSource | null }>(() => ({ source: null }));
export const restoring = (source: RestoreSource | null): void => useRescue.setState({ source });
