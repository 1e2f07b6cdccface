import type { Balance } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { wireSum } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import type { CustomerRow } from './view.ts';

/** Sent and not settled: what a customer owes. */
export const OWED_STATUSES = ['sent', 'overdue'];
/** Subscriptions in these states are over; all others still bind the customer. */
export const ENDED_SUBSCRIPTION_STATUSES = ['canceled', 'expired'];

/** The live customer, or 404: of another tenant, deleted and never there all look the same. */
export async function loadCustomer(tx: Tx, tenant_id: string, id: string): Promise<CustomerRow> {
  const row = await tx.customer.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (!row) throw new BillingError('not_found', `There is no customer ${id} in this tenant.`);
  return row;
}

/** What each of the customers owes, by currency. One statement however many customers. */
export async function loadBalances(tx: Tx, tenant_id: string, customer_ids: string[]): Promise<Map<string, Balance[]>> {
  const balances = new Map<string, Balance[]>();
  if (customer_ids.length === 0) return balances;
  const sums = await tx.invoice.groupBy({
    by: ['customer_id', 'currency', 'status'],
    where: { tenant_id, customer_id: { in: customer_ids }, status: { in: OWED_STATUSES } },
    _sum: { amount_due: true },
    orderBy: [{ customer_id: 'asc' }, { currency: 'asc' }, { status: 'asc' }],
  });
  const totals = new Map<string, { customer_id: string; currency: string; due: bigint; overdue: bigint }>();
  for (const { customer_id, currency, status, _sum } of sums) {
    const key = `${customer_id} ${currency}`;
    const total = totals.get(key) ?? { customer_id, currency, due: 0n, overdue: 0n };
    const amount = _sum.amount_due ?? 0n;
    total.due += amount;
    if (status === 'overdue') total.overdue += amount;
    totals.set(key, total);
  }
  for (const { customer_id, currency, due, overdue } of totals.values()) {
    const balance = { currency, amount_due: wireSum(due, currency), overdue: wireSum(overdue, currency) };
    balances.set(customer_id, [...(balances.get(customer_id) ?? []), balance]);
  }
  return balances;
}

/** What they owe together, by currency. */
export async function loadSharedBalances(tx: Tx, tenant_id: string, customer_ids: string[]): Promise<Balance[]> {
  const sums = await tx.invoice.groupBy({
    by: ['currency', 'status'],
    where: { tenant_id, customer_id: { in: customer_ids }, status: { in: OWED_STATUSES } },
    _sum: { amount_due: true },
    orderBy: [{ currency: 'asc' }, { status: 'asc' }],
  });
  const amount = (rows: typeof sums) => rows.reduce((total, { _sum }) => total + (_sum.amount_due ?? 0n), 0n);
  return [...Map.groupBy(sums, (sum) => sum.currency)].map(([currency, rows]) => ({
    currency,
    amount_due: wireSum(amount(rows), currency),
    overdue: wireSum(amount(rows.filter((row) => row.status === 'overdue')), currency),
  }));
}
