import type { CustomerDetail } from '@revenue/billing-core/customers';
import { wireAmount } from '@revenue/billing-core/money';
import { checkTaxId } from '@revenue/billing-core/taxes';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { loadCreditBalances } from '../account-credits/load-balance.ts';
import type { OperationContext } from '../context.ts';
import { loadFamily } from './family.ts';
import { ENDED_SUBSCRIPTION_STATUSES, loadBalances, loadCustomer, OWED_STATUSES } from './queries.ts';
import { toCustomerView } from './view.ts';

/** One customer with what the page about it shows: what is owed, what runs, what was billed last. */
export async function getCustomer(ctx: OperationContext, input: { id: string }): Promise<CustomerDetail> {
  const { tenant_id } = ctx;
  const { id } = input;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await loadCustomer(tx, tenant_id, id);
    const balances = (await loadBalances(tx, tenant_id, [id])).get(id) ?? [];
    return {
      ...toCustomerView(row),
      balance: balances.find((balance) => balance.currency === row.currency)?.amount_due ?? 0,
      balances,
      account_credit: await loadCreditBalances(tx, tenant_id, id),
      family: await loadFamily(tx, row),
      tax_id_check: checkOf(row),
      counts: await loadCounts(tx, tenant_id, id),
      subscriptions: await loadSubscriptions(tx, tenant_id, id),
      recent_invoices: await loadRecentInvoices(tx, tenant_id, id),
    };
  });
}

function checkOf({ tax_id, country }: { tax_id: string | null; country: string }): CustomerDetail['tax_id_check'] {
  if (tax_id === null) return null;
  const { verdict, reason } = checkTaxId(tax_id, country);
  return { verdict, reason };
}

async function loadCounts(tx: Tx, tenant_id: string, customer_id: string): Promise<CustomerDetail['counts']> {
  const of = { tenant_id, customer_id };
  return {
    invoices: await tx.invoice.count({ where: of }),
    open_invoices: await tx.invoice.count({ where: { ...of, status: { in: OWED_STATUSES } } }),
    subscriptions: await tx.subscription.count({ where: of }),
    live_subscriptions: await tx.subscription.count({
      where: { ...of, status: { notIn: ENDED_SUBSCRIPTION_STATUSES } },
    }),
  };
}

async function loadSubscriptions(
  tx: Tx,
  tenant_id: string,
  customer_id: string,
): Promise<CustomerDetail['subscriptions']> {
  const rows = await tx.subscription.findMany({
    where: { tenant_id, customer_id },
    include: { plan_version: { include: { plan: true } } },
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    take: 20,
  });
  return rows.map(({ plan_version, ...row }) => ({
    id: row.id,
    status: row.status,
    plan_id: plan_version.plan_id,
    plan_code: plan_version.plan.code,
    plan_name: plan_version.plan.name,
    currency: plan_version.currency,
    current_period_start: fromDbDate(row.current_period_start),
    current_period_end: fromDbDate(row.current_period_end),
    created_at: row.created_at.toISOString(),
  }));
}

async function loadRecentInvoices(
  tx: Tx,
  tenant_id: string,
  customer_id: string,
): Promise<CustomerDetail['recent_invoices']> {
  const rows = await tx.invoice.findMany({
    where: { tenant_id, customer_id },
    orderBy: [{ issue_date: 'desc' }, { created_at: 'desc' }, { id: 'desc' }],
    take: 10,
  });
  return rows.map((row) => ({
    id: row.id,
    invoice_number: row.invoice_number,
    status: row.status,
    currency: row.currency,
    issue_date: fromDbDate(row.issue_date),
    due_date: fromDbDate(row.due_date),
    total: wireAmount(row.total, row.currency),
    amount_due: wireAmount(row.amount_due, row.currency),
  }));
}
