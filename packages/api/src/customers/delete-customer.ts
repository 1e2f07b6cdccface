import { BillingError } from '@revenue/billing-core/errors';
import { wireAmount } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { lockFamilies } from './family.ts';
import { ENDED_SUBSCRIPTION_STATUSES, loadCustomer, OWED_STATUSES } from './queries.ts';
import { toCustomerView } from './view.ts';

export type DeletedCustomer = { id: string; deleted: true };

/** Hides a customer and frees the address. The row stays, because invoices and the audit log point at it. */
export async function deleteCustomer(ctx: OperationContext, input: { id: string }): Promise<DeletedCustomer> {
  const { tenant_id } = ctx;
  const { id } = input;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockFamilies(tx, tenant_id);
    await lockRow(tx, 'customers', tenant_id, id);
    const row = await loadCustomer(tx, tenant_id, id);
    await refuseWhileBound(tx, tenant_id, id);
    const now = ctx.clock.now();
    await tx.customer.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: {
        deleted_at: now,
        updated_at: now,
        status: 'closed',
        // It leaves its family: what is restored later comes back by itself.
        parent_id: null,
        billed_to: 'self',
        payer_id: null,
        version: { increment: 1 },
      },
    });
    const before = toCustomerView(row);
    await recordChange(tx, ctx, {
      type: 'customer.deleted',
      object_type: 'customer',
      object_id: id,
      before,
      payload: { id, deleted: true },
    });
    return { id, deleted: true };
  });
}

/** A draft counts as owed: it has a number already and is going to be sent. */
async function refuseWhileBound(tx: Tx, tenant_id: string, customer_id: string): Promise<void> {
  const owed = await tx.invoice.findMany({
    where: { tenant_id, customer_id, status: { in: [...OWED_STATUSES, 'draft'] }, amount_due: { gt: 0n } },
    select: { invoice_number: true },
    orderBy: { created_at: 'asc' },
    take: 3,
  });
  const subscriptions = await tx.subscription.count({
    where: { tenant_id, customer_id, status: { notIn: ENDED_SUBSCRIPTION_STATUSES } },
  });
  const children = await tx.customer.count({ where: { tenant_id, parent_id: customer_id, deleted_at: null } });
  // Its money would stay with the company, and no list would show it.
  const credits = await tx.accountCreditBalance.findMany({
    where: { tenant_id, customer_id, balance: { not: 0n } },
    select: { currency: true, balance: true },
    orderBy: { currency: 'asc' },
  });
  if (owed.length + credits.length + subscriptions + children === 0) return;
  const numbers = owed.map((invoice) => invoice.invoice_number).join(', ');
  const reasons = [
    ...(owed.length > 0 ? [`invoices are open (${numbers}): collect or void them`] : []),
    ...(credits.length > 0
      ? [`account credit of ${credits.map(creditText).join(', ')} is left: pay it out and take it off the account`]
      : []),
    ...(children > 0 ? [`${children} accounts are below it: give them another parent, or none`] : []),
    ...(subscriptions > 0 ? [`${subscriptions} subscriptions run: cancel them`] : []),
  ];
  throw new BillingError('customer_in_use', `The customer cannot be deleted yet: ${reasons.join('; ')}.`);
}

const creditText = ({ currency, balance }: { currency: string; balance: bigint }) =>
  `${wireAmount(balance, currency)} ${currency}`;
