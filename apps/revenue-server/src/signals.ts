const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SAME_WISH_MS = 1_500;

/**
 * Resolves at the first wish to stop: a signal, a word from the launcher, or the launcher's death. Whoever insists
 * later, while the orderly end takes long, gets an immediate one.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let since: number | undefined;
    const told = () => {
      // Ctrl-C often arrives twice, from the terminal and from npm.
      if (since !== undefined && performance.now() - since > SAME_WISH_MS) process.exit(1);
      since ??= performance.now();
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, told);
    process.on('message', (word) => word === 'stop' && told());
    if (process.connected) process.once('disconnect', told);
  });
}
