/** What is derived follows the commits in the background. */
import type { Dispatcher, JobContext } from './dispatcher.ts';

export const createFollowers = (background: Dispatcher['background']) => {
  const following = new Set<Promise<void>>();
  let places = 0;
  return {
    /**
     * The work runs once, however many commits call for it before it has begun. Of several that wait, the one made first
     * here goes first.
     */
    follower: (work: (job: JobContext, begun: () => void) => Promise<void>): (() => void) => {
      const place = (places += 1);
      let waiting = false;
      const begun = (): void => {
        waiting = false;
      };
      return () => {
        if (waiting) return;
        waiting = true;
        // What failed stays stale, which the next start sees; the user's own step was saved and told so.
        const done = background((job) => work(job, begun), place).catch(begun).finally(() => following.delete(done));
        following.add(done);
      };
    },
    ended: async (): Promise<void> => {
      while (following.size > 0) await Promise.all(following);
    },
  };
};
