import { setInterval } from 'node:timers';

/** Often enough to see what a chunk takes, seldom enough to cost nothing. */
const EVERY_MILLISECONDS = 20;

/** The most memory in MiB that this process held while `work` ran. */
export async function peakMemory(work: () => Promise<void>): Promise<number> {
  let most = process.memoryUsage.rss();
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, EVERY_MILLISECONDS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, process.memoryUsage.rss()) / 2 ** 20;
}
