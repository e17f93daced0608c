/** A page that holds words nobody has saved keeps its place until the person has said what becomes of them. */
import { useEffect, useLayoutEffect, useState } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { create } from 'zustand';

type Go = () => void;
type Held = { readonly path: string; readonly ask: (go: Go) => void };

const useHeld = create<{ readonly held: Held | null }>(() => ({ held: null }));
/** Nothing holds the page any more: what was typed is given up. */
export const release = (): void => useHeld.setState({ held: null });

export const isHeld = (): boolean => useHeld.getState().held !== null;

/** Goes at once, or when the page that holds something has asked. */
export const whenFree = (go: Go): void => {
  const { held } = useHeld.getState();
  if (held) held.ask(go);
  else go();
};

/** The address, for wouter. While a page is held it stays there, whichever way leads on: a link, the search, the system's Back. */
export const useGuardedLocation: typeof useHashLocation = (options) => {
  const [address, go] = useHashLocation(options);
  const held = useHeld((state) => state.held);
  return [held ? held.path : address, (to, how) => whenFree(() => go(to, how))];
};

export type Leaving = {
  readonly asking: boolean;
  /** goes where the person wanted to go; what was typed is given up or has been saved */
  readonly leave: () => void;
  readonly stay: () => void;
  /** lets go of the page: it has been saved and goes on by itself */
  readonly free: () => void;
};

const goWhereTheAddressIs = (): void => undefined;

/** For a form: asks before anything leads away from it while `unsaved`. */
export const useLeaving = (unsaved: boolean): Leaving => {
  const [address] = useHashLocation();
  const [path] = useState(address);
  const [wish, setWish] = useState<{ readonly go: Go } | null>(null);

  useLayoutEffect(() => {
    if (!unsaved) return undefined;
    useHeld.setState({ held: { path, ask: (go) => setWish({ go }) } });
    return release;
  }, [unsaved, path]);

  // The system's own Back changes the address without asking anybody.
  useEffect(() => {
    if (unsaved && address !== path) setWish({ go: goWhereTheAddressIs });
  }, [unsaved, address, path]);

  // Closing the window is leaving too.
  useEffect(() => {
    if (!unsaved) return undefined;
    const onClose = (event: BeforeUnloadEvent) => {
      if (!isHeld()) return;
      event.preventDefault();
      setWish({ go: () => window.close() });
    };
    window.addEventListener('beforeunload', onClose);
    return () => window.removeEventListener('beforeunload', onClose);
  }, [unsaved]);

  return {
    asking: wish !== null,
    leave: () => {
      setWish(null);
      release();
      wish?.go();
    },
    stay: () => {
      setWish(null);
      if (address !== path) window.location.hash = path;
    },
    free: () => {
      setWish(null);
      release();
    },
  };
};
