import { assertTaxStatus, type CreateCustomer, type Customer } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { checkPlacement, lockFamilies, writePayers } from './family.ts';
import { requireFinance } from './require-finance.ts';
import { toCustomerView } from './view.ts';

export const CUSTOMER_DUPLICATES = {
  email: 'There is a customer with this e-mail address already; change that one instead.',
  external_id: 'There is a customer with this external_id already, perhaps a deleted one; restore or change that one.',
};

/** What a customer is of whom nothing was said. */
const UNASKED = { status: 'active', tax_exempt: false, billed_to: 'self' };

export async function createCustomer(ctx: OperationContext, input: CreateCustomer): Promise<Customer> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const given = presentFields(input);
  return namingDuplicates(CUSTOMER_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      const defaults = await tx.tenant.findUniqueOrThrow({
        where: { id: tenant_id },
        select: { country: true, currency: true, time_zone: true, locale: true, payment_terms: true },
      });
      requireFinance(ctx, { ...UNASKED, ...defaults }, given);
      assertTaxStatus(taxStatusOf({ country: defaults.country, ...given }));
      assertBilledTo(given);
      if (given.parent_id) {
        await lockFamilies(tx, tenant_id);
        await checkPlacement(tx, tenant_id, { id: null, parent_id: given.parent_id });
      }
      const stamps = { created_at: now, updated_at: now };
      const row = await tx.customer.create({
        data: { status: 'active', ...defaults, ...given, tenant_id, id: newId(now), ...stamps },
      });
      const payer_id = given.parent_id ? await writePayers(tx, ctx, row.id) : null;
      const view = toCustomerView({ ...row, payer_id });
      await recordChange(tx, ctx, {
        type: 'customer.created',
        object_type: 'customer',
        object_id: row.id,
        after: view,
      });
      return view;
    }),
  );
}

type TaxFields = { country: string } & Partial<Record<'tax_id' | 'tax_exempt_reason', string | null>> & {
    tax_exempt?: boolean;
  };

/** What the core judges, whatever else is known of the customer. */
export function taxStatusOf({ country, tax_id = null, tax_exempt = false, tax_exempt_reason = null }: TaxFields) {
  return { country, tax_id, tax_exempt, tax_exempt_reason };
}

/** @throws BillingError validation_failed where the parent is to pay and there is none */
export function assertBilledTo({ parent_id, billed_to }: { parent_id?: string | null; billed_to?: string }): void {
  if (billed_to !== 'parent' || parent_id) return;
  const message = 'is parent, and there is no account above; choose a parent_id, or self';
  throw new BillingError('validation_failed', `billed_to ${message}.`, { errors: [{ path: 'billed_to', message }] });
}
