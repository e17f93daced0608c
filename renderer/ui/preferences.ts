import { create } from 'zustand';

/** What the screen remembers until the window closes. */
type Preferences = {
  /** phones are masked while somebody looks on */
  readonly masked: boolean;
};

export const usePreferences = create<Preferences>(() => ({ masked: false }));
export const toggleMask = (): void => usePreferences.setState(({ masked }) => ({ masked: !masked }));
