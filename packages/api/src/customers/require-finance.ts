import { roleIncludes } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';

/**
 * What decides whether a customer is billed, who pays, when, in which currency and whether with tax. Not the address, though
 * taxes follow places: a wrong one is what support is asked to mend.
 */
const IN_MONEY = [
  'status',
  'payment_terms',
  'currency',
  'tax_id',
  'tax_exempt',
  'tax_exempt_reason',
  'parent_id',
  'billed_to',
] as const;

/**
 * Support writes who a customer is and how it is reached; what moves money it leaves to finance. What is given and changes
 * nothing is no change: forms send all their fields.
 *
 * @throws BillingError role_too_low with the path of each field
 */
export function requireFinance(ctx: OperationContext, before: object, changes: object): void {
  if (roleIncludes(ctx.actor.role, 'finance')) return;
  const known = before as Record<string, unknown>;
  const given = changes as Record<string, unknown>;
  const fields = IN_MONEY.filter((field) => field in given && (given[field] ?? null) !== (known[field] ?? null));
  if (fields.length === 0) return;
  throw new BillingError(
    'role_too_low',
    `To set ${fields.join(', ')} needs the role finance; yours is ${ctx.actor.role}. Ask somebody with that role to do it.`,
    { errors: fields.map((path) => ({ path, message: 'needs the role finance' })) },
  );
}
