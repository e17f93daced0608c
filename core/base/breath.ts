/** After how many milliseconds of work others are let through. */
const breathEvery = 8;

/** To be called as often as one likes: gives way once a few milliseconds were worked, and says whether it did. */
export const createBreath = (): (() => Promise<boolean>) => {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < breathEvery) return false;
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
    return true;
  };
};
