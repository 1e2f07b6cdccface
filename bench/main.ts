import { benchBillingRun } from './billing-run.ts';
import { benchCore } from './core.ts';
import { benchMails } from './mails.ts';
import { benchMetrics } from './metrics.ts';
import { benchReports } from './reports.ts';

/** `pnpm bench WHAT`: each number beside its baseline in the same run. */
const BENCHES: Record<string, (args: readonly string[]) => void | Promise<void>> = {
  'billing-run': benchBillingRun,
  core: benchCore,
  mails: benchMails,
  metrics: benchMetrics,
  reports: benchReports,
};

const [wanted = '', ...args] = process.argv.slice(2);
const bench = BENCHES[wanted];
if (bench === undefined) {
  console.error(`Say what to measure: pnpm bench ${Object.keys(BENCHES).join(' | ')}.`);
  process.exitCode = 2;
} else {
  await bench(args);
}
