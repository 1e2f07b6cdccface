import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
import { LIVE_STATUSES } from '../subscriptions/live-statuses.ts';

export type CycleRow = Prisma.BillingCycleGetPayload<object>;

/** @throws BillingError not_found, for the id of another tenant as well. */
export async function loadCycle(tx: Tx, tenant_id: string, id: string): Promise<CycleRow> {
  const row = await tx.billingCycle.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (row) return row;
  throw new BillingError('not_found', `There is no billing cycle ${id}.`);
}

export interface CycleUse {
  subscriptions: number;
  next_issue_at: Date | null;
}

/** How many live subscriptions are on each of these cycles, and when the first of them is due. */
export async function loadCycleUse(tx: Tx, tenant_id: string, ids: string[]): Promise<Map<string, CycleUse>> {
  const groups = await tx.subscription.groupBy({
    by: ['billing_cycle_id'],
    where: { tenant_id, billing_cycle_id: { in: ids }, status: { in: LIVE_STATUSES } },
    _count: true,
    _min: { next_billing_at: true },
  });
  return new Map(
    groups.map(({ billing_cycle_id, _count, _min }) => [
      billing_cycle_id ?? '',
      { subscriptions: _count, next_issue_at: _min.next_billing_at },
    ]),
  );
}

export const enrolmentInclude = {
  customer: { select: { id: true, name: true } },
  plan_version: { include: { plan: { select: { name: true, private: true } } } },
  items: { include: { component: true }, orderBy: { component: { position: 'asc' } } },
} satisfies Prisma.SubscriptionInclude;

export type EnrolmentRow = Prisma.SubscriptionGetPayload<{ include: typeof enrolmentInclude }>;

const SHOWN = 100;

export function loadEnrolments(tx: Tx, tenant_id: string, billing_cycle_id: string): Promise<EnrolmentRow[]> {
  return tx.subscription.findMany({
    where: { tenant_id, billing_cycle_id, status: { in: LIVE_STATUSES } },
    include: enrolmentInclude,
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  });
}

/** The customer's own enrolment by products: at most one is live on a cycle. */
export async function findEnrolment(
  tx: Tx,
  tenant_id: string,
  { id, customer_id }: { id: string; customer_id: string },
): Promise<EnrolmentRow | null> {
  return tx.subscription.findFirst({
    where: {
      tenant_id,
      billing_cycle_id: id,
      customer_id,
      status: { in: LIVE_STATUSES },
      plan_version: { plan: { private: true } },
    },
    include: enrolmentInclude,
  });
}

/** @throws BillingError not_found */
export async function requireEnrolment(
  tx: Tx,
  tenant_id: string,
  key: { id: string; customer_id: string },
): Promise<EnrolmentRow> {
  const row = await findEnrolment(tx, tenant_id, key);
  if (row) return row;
  throw new BillingError(
    'not_found',
    `Customer ${key.customer_id} is billed for no products on this billing cycle; put it on the cycle first.`,
  );
}
