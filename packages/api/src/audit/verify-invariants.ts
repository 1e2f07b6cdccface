import { BillingError } from '@revenue/billing-core/errors';
import { checkInvariants } from '@revenue/db/invariants';
import type { Services } from '../context.ts';

/**
 * Checks that everything balances, for every tenant.
 *
 * @throws BillingError internal when something does not, so that the job fails where people look
 */
export async function verifyInvariants(services: Services): Promise<void> {
  const violations = await checkInvariants(services.db);
  if (violations.length === 0) return;
  for (const violation of violations) services.log.error(violation, 'an invariant does not hold');
  const checks = [...new Set(violations.map((violation) => violation.check))].join(', ');
  throw new BillingError(
    'internal',
    `${violations.length} rows violate: ${checks}. Run "pnpm revenue verify" for all of them.`,
  );
}
