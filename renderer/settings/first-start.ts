import { create } from 'zustand';

/** The shop has just been named and the person chooses where to begin; over after the choice. */
export const useFirstStart = create<{ readonly choosing: boolean }>(() => ({ choosing: false }));
