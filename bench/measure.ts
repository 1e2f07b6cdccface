/**
 * How often a second of one core `work` runs: the best of several rounds, after a warm-up. Seconds of this process, not
 * of the wall: what else the machine does meanwhile takes none of them.
 */
export function perSecond(work: (index: number) => void, roundMilliseconds = 700, rounds = 4): number {
  let best = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const rate = oneRound(work, roundMilliseconds);
    // The first round is the warm-up.
    if (round > 0) best = Math.max(best, rate);
  }
  return best;
}

function oneRound(work: (index: number) => void, milliseconds: number): number {
  const start = processMilliseconds();
  let done = 0;
  let elapsed = 0;
  do {
    for (let step = 0; step < 200; step += 1) work(done + step);
    done += 200;
    elapsed = processMilliseconds() - start;
  } while (elapsed < milliseconds);
  return (done / elapsed) * 1000;
}

function processMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One line of a report: what, how many a second, beside what a bare loop does, and the goal where there is one. */
export function report(what: string, rate: number, baseline: number, goal?: number): void {
  const text = (value: number) => Math.round(value).toLocaleString('en-US').padStart(12);
  const wanted =
    goal === undefined ? '' : `   goal ${goal.toLocaleString('en-US')}: ${rate >= goal ? 'met' : 'missed'}`;
  console.log(`${what.padEnd(44)}${text(rate)}/s   bare loop${text(baseline)}/s${wanted}`);
}

/** How long it takes by the clock on the wall. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
