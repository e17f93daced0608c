import type { Bridge } from '../electron/bridge.ts';

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- the window is extended by merging this interface
  interface Window {
    readonly bridge: Bridge;
  }
}
