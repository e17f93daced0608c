import { useEffect } from 'react';
import type { RefObject } from 'react';

/** While it is there nothing else of the window can be seen, reached or called by a key; what was scrolled and typed stays. */
export const useCurtainBefore = (screen: RefObject<HTMLElement | null>): void =>
  useEffect(() => {
    const own = screen.current;
    if (!own) return undefined;
    const hidden: HTMLElement[] = [];
    const hide = () => {
      for (const element of document.body.children) {
        if (!(element instanceof HTMLElement) || element.contains(own) || hidden.includes(element)) continue;
        element.inert = true;
        element.style.visibility = 'hidden';
        hidden.push(element);
      }
    };
    hide();
    const late = new MutationObserver(hide);
    late.observe(document.body, { childList: true });
    const keepKeys = (event: KeyboardEvent) => {
      if (!(event.target instanceof Node && own.contains(event.target))) event.stopPropagation();
    };
    window.addEventListener('keydown', keepKeys, true);
    return () => {
      late.disconnect();
      window.removeEventListener('keydown', keepKeys, true);
      for (const element of hidden) {
        element.inert = false;
        element.style.visibility = '';
      }
    };
  }, [screen]);
