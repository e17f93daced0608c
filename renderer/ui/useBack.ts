import { useLocation } from 'wouter';
import { create } from 'zustand';
import { whenFree } from './leaving.ts';

/** How many pages of ours lie behind this one: the window may have been loaded on a page in the middle. */
const useVisited = create<{ readonly steps: number }>(() => ({ steps: 0 }));

export const countVisit = (): void => useVisited.setState((before) => ({ steps: before.steps + 1 }));

/** Goes to the page before, which still has its scroll and selection; without one to `parent`. */
export const useBack = (parent: string): (() => void) => {
  const [, navigate] = useLocation();
  return () => whenFree(() => {
    if (useVisited.getState().steps > 0) {
      useVisited.setState((before) => ({ steps: Math.max(0, before.steps - 2) }));
      window.history.back();
    } else {
      navigate(parent);
    }
  });
};
