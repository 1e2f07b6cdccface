import { BillingError } from '@revenue/billing-core/errors';
import type { CreateSubscription, Subscription, SubscriptionStatus } from '@revenue/billing-core/subscriptions';
import { addDays, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import { loadLatestVersions } from '../catalog/plan-queries.ts';
import { type PlanVersionRow, versionInclude } from '../catalog/plan-view.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { loadCycleRules, OWN_RULES } from './cycle-rules.ts';
import { insertOneOffItems } from './insert-one-off-items.ts';
import { insertSubscription, type NewSubscription } from './insert-subscription.ts';
import { LIVE_STATUSES } from './live-statuses.ts';
import { loadAddOns, refuseUnfit, type VersionRow } from './load-add-ons.ts';
import { lockMeters } from './lock-meters.ts';
import { meterHolder, meterInUse } from './meter-in-use.ts';
import { loadSubscription } from './queries.ts';
import { toSubscriptionView } from './view.ts';

/** A wrong year in a start date would bill decades at the next run. */
const FARTHEST_START_DAYS = 5 * 366;

export type CustomerRow = Prisma.CustomerGetPayload<object>;

/**
 * Subscribes a customer to a plan. Periods are counted in the time zone that the customer has now. A start in the past
 * is billed from there at the next run.
 *
 * @throws BillingError not_found; currency_mismatch; meter_in_use where another subscription of the customer already
 * bills the same meter, or has billed it beyond the start of this one, which would bill its usage twice
 */
export async function createSubscription(ctx: OperationContext, input: CreateSubscription): Promise<Subscription> {
  return namingDuplicates({ external_id: 'There is a subscription with this external_id already.' }, () =>
    ctx.db.withTenant(ctx.tenant_id, (tx) => makeSubscription(tx, ctx, input)),
  );
}

/** The same within a transaction: `previewSubscription` takes it back. */
export async function makeSubscription(
  tx: Tx,
  ctx: OperationContext,
  input: CreateSubscription,
): Promise<Subscription> {
  const { tenant_id } = ctx;
  // The lock makes two subscriptions of one customer see each other.
  await lockRow(tx, 'customers', tenant_id, input.customer_id);
  const customer = await loadSubscriber(tx, tenant_id, input.customer_id);
  const version = await loadVersion(tx, tenant_id, input);
  requireCurrency(customer, version);
  const add_ons = await loadAddOns(tx, tenant_id, input.add_ons ?? [], []);
  refuseUnfit(version, add_ons);
  const components = [version, ...add_ons].flatMap((of) => of.components);
  const cycle = input.billing_cycle_id
    ? await loadCycleRules(tx, tenant_id, input.billing_cycle_id, { ...version, components })
    : OWN_RULES;
  const now = ctx.clock.now();
  const start_date = startDateOf(input, localDateAt(now, customer.time_zone));
  await refuseMeteredTwice(tx, tenant_id, { customer, components, start_date });
  const id = newId(now);
  await insertSubscription(tx, ctx, { id, input, customer, version, components, start_date, cycle });
  const { currency } = version;
  await insertOneOffItems(tx, ctx, { id, items: input.one_off_items, customer, currency });
  const view = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  await recordChange(tx, ctx, {
    type: 'subscription.created',
    object_type: 'subscription',
    object_id: id,
    after: view,
  });
  return view;
}

export async function loadSubscriber(tx: Tx, tenant_id: string, id: string): Promise<CustomerRow> {
  const customer = await tx.customer.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (!customer) throw fault('not_found', 'customer_id', 'is unknown', `There is no customer ${id}.`);
  if (customer.status === 'active') return customer;
  throw fault(
    'not_billable',
    'customer_id',
    `is ${customer.status}`,
    `${customer.name} is ${customer.status}; only active customers subscribe.`,
  );
}

async function loadVersion(
  tx: Tx,
  tenant_id: string,
  { plan_id, plan_version_id }: CreateSubscription,
): Promise<VersionRow> {
  const version = plan_version_id
    ? await tx.planVersion.findUnique({
        where: { tenant_id_id: { tenant_id, id: plan_version_id } },
        include: versionInclude,
      })
    : (await loadLatestVersions(tx, tenant_id, [plan_id ?? '']))[0];
  const path = plan_version_id ? 'plan_version_id' : 'plan_id';
  const id = version?.plan_id ?? plan_id;
  const plan = id === undefined ? null : await tx.plan.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (!plan) throw fault('not_found', path, 'is unknown', `There is no plan ${plan_version_id ?? plan_id}.`);
  if (!version || version.published_at === null)
    throw fault('not_billable', path, 'is a draft', `"${plan.name}" is not published yet; publish it first.`);
  if (plan.kind === 'addon') {
    const sentence = `"${plan.name}" is an add-on; add it to a subscription of a plan instead.`;
    throw fault('not_billable', path, 'is an add-on', sentence);
  }
  if (plan.private) {
    const sentence = `"${plan.name}" was made for one customer on a billing cycle; put this one on the cycle instead.`;
    throw fault('not_billable', path, 'is not in the catalogue', sentence);
  }
  if (plan.active) return { ...version, plan };
  throw fault(
    'not_billable',
    path,
    'is not offered any more',
    `Plan "${plan.name}" is out of the catalogue; activate it or choose another.`,
  );
}

function requireCurrency(customer: CustomerRow, version: PlanVersionRow): void {
  if (customer.currency === version.currency) return;
  const sentence = `The plan is in ${version.currency} and ${customer.name} is billed in ${customer.currency}; choose a plan in ${customer.currency}.`;
  throw fault('currency_mismatch', 'plan_id', `is in ${version.currency}, not in ${customer.currency}`, sentence);
}

async function refuseMeteredTwice(
  tx: Tx,
  tenant_id: string,
  { customer, components, start_date }: Pick<NewSubscription, 'customer' | 'components' | 'start_date'>,
): Promise<void> {
  const meters = components.flatMap(({ meter_id }) => meter_id ?? []);
  if (meters.length === 0) return;
  await lockMeters(tx, tenant_id, customer.id);
  const goes_on = { status: { in: LIVE_STATUSES } };
  const reaches_beyond = { current_period_end: { gt: toDbDate(start_date) } };
  const other = await tx.subscriptionItem.findFirst({
    where: {
      tenant_id,
      state: { not: 'ended' },
      component: { meter_id: { in: meters } },
      subscription: { customer_id: customer.id, OR: [goes_on, reaches_beyond] },
    },
    include: meterHolder,
    orderBy: { subscription: { current_period_end: 'desc' } },
  });
  if (!other) return;
  if (LIVE_STATUSES.includes(other.subscription.status as SubscriptionStatus)) throw meterInUse(customer.name, other);
  const meter = `the meter "${other.component.meter?.code}"`;
  const end = fromDbDate(other.subscription.current_period_end);
  const sentence = `A former subscription of ${customer.name} has billed ${meter} up to ${end}; start this one then or later.`;
  throw fault('meter_in_use', 'start_date', `is before ${end}, up to which the meter is billed`, sentence);
}

export function startDateOf({ start_date = '' }: { start_date?: string | undefined }, today: string): string {
  const start = start_date || today;
  if (start >= addDays(today, -FARTHEST_START_DAYS) && start <= addDays(today, FARTHEST_START_DAYS)) return start;
  throw fault(
    'validation_failed',
    'start_date',
    'is more than five years away',
    `start_date ${start} is more than five years away; is the year right?`,
  );
}

type Code = 'not_found' | 'not_billable' | 'currency_mismatch' | 'meter_in_use' | 'validation_failed';

function fault(code: Code, path: string, message: string, sentence: string): BillingError {
  return new BillingError(code, sentence, { errors: [{ path, message }] });
}
