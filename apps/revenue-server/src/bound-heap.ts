import { setFlagsFromString } from 'node:v8';

/**
 * By how much the heap may grow beyond what was alive when garbage was last collected. Left to itself V8 lets it grow to four times
 * that while much is made and thrown away, as in billing runs. No limit: who needs more memory gets it.
 */
const GROWTH_PERCENT = 100;

/** Lets memory follow what is alive, for a few percent of processor time. */
export function boundHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
