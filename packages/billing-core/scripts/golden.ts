import { type CaseResult, runCases } from './golden/run-cases.ts';

/** `pnpm golden DIR`: one line per kind, the faults, then `N passed, N failed`. */
function main(folder: string | undefined): void {
  if (folder === undefined) {
    console.error('Usage: pnpm golden DIR   (a folder of case files, such as packages/billing-core/test/golden)');
    process.exitCode = 2;
    return;
  }
  const results = runCases(folder);
  for (const [kind, ofKind] of Map.groupBy(results, ({ file, kind }) => `${file.replace('.json', '')}.${kind}`)) {
    console.log(`${kind}: ${ofKind.length - failed(ofKind).length} of ${ofKind.length}`);
  }
  for (const { id, faults } of failed(results)) console.log(`  FAILED ${id}: ${faults.join('; ')}`);
  console.log(`${results.length - failed(results).length} passed, ${failed(results).length} failed`);
  if (failed(results).length > 0) process.exitCode = 1;
}

function failed(results: readonly CaseResult[]): CaseResult[] {
  return results.filter(({ faults }) => faults.length > 0);
}

main(process.argv[2]);
