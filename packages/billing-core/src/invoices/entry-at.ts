import { BillingError } from '../errors/index.ts';

/**
 * The entry of a list that runs beside the lines. A missing one is a fault of ours, and is said: to take it for nothing would
 * bill a wrong amount in silence.
 *
 * @throws BillingError internal
 */
export function entryAt<Entry>(list: readonly Entry[], index: number): Entry {
  const entry = list[index];
  if (entry !== undefined) return entry;
  throw new BillingError('internal', `an invoice has no entry ${index} where its lines have one.`);
}
