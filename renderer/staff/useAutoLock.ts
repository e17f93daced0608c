import { useEffect } from 'react';
import { lock } from './present.ts';

const hands = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
const lookEvery = 5000;

/** Locks when nobody has touched mouse or keyboard for so long; `minutes` null: never. A laptop that slept locks as it wakes. */
export const useAutoLock = (minutes: number | null): void =>
  useEffect(() => {
    if (minutes === null) return undefined;
    let touched = Date.now();
    const onTouch = () => {
      touched = Date.now();
    };
    const look = () => {
      if (Date.now() - touched >= minutes * 60_000) void lock();
    };
    for (const hand of hands) window.addEventListener(hand, onTouch, { capture: true, passive: true });
    const looking = setInterval(look, lookEvery);
    return () => {
      for (const hand of hands) window.removeEventListener(hand, onTouch, { capture: true });
      clearInterval(looking);
    };
  }, [minutes]);
