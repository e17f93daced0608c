/** Whether there is a screen, and how to do without one. */
export const hasScreen = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The command as it must be started: on a virtual screen of a cheap laptop's size where tests have no other. */
export const underScreen = (command) =>
  process.platform === 'linux' ? ['xvfb-run', '-a', '-s', '-screen 0 1366x768x24', ...command] : command;
