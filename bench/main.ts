import { benchCore } from './core.ts';

/** `pnpm bench WHAT`: each number beside its baseline in the same run. */
const BENCHES: Record<string, () => void | Promise<void>> = { core: benchCore };

const [wanted = ''] = process.argv.slice(2);
const bench = BENCHES[wanted];
if (bench === undefined) {
  console.error(`Say what to measure: pnpm bench ${Object.keys(BENCHES).join(' | ')}.`);
  process.exitCode = 2;
} else {
  await bench();
}
