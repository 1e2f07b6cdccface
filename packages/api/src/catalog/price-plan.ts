import { type PlanPrice, type PricePlan, Pricing } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING, wireAmount, wireDecimal } from '@revenue/billing-core/money';
import { type FullPeriodLine, type PricedItem, planFullPeriod } from '@revenue/billing-core/subscriptions';
import { type Interval, localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { loadPlan, loadVersions } from './plan-queries.ts';
import type { PlanVersionRow } from './plan-view.ts';

/**
 * What a whole period of a plan costs at these quantities, line by line as a billing run bills it, before tax. For
 * calculators on pricing pages and for asking before a draft is published.
 *
 * @throws BillingError not_found; validation_failed for a quantity of no component
 */
export async function pricePlan(ctx: OperationContext, input: PricePlan): Promise<PlanPrice> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const version = await loadPriced(tx, tenant_id, input);
    const quantities = quantitiesOf(version, input);
    const { currency, interval, interval_count } = version;
    const components = version.components.map((component) => toPricedItem(component, quantities.get(component.id)));
    const { time_zone } = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { time_zone: true } });
    const { lines, totals, once } = planFullPeriod({
      plan: { currency, interval: interval as Interval, interval_count, components },
      from: input.start_date ?? localDateAt(ctx.clock.now(), time_zone),
      usage: ({ subscription_item_id }) => quantities.get(subscription_item_id) ?? '0',
      rounding: DEFAULT_ROUNDING,
    });
    return {
      plan_version_id: version.id,
      version: version.version,
      currency,
      lines: lines.map((line) => toLineView(line, currency)),
      totals: totals.map(({ amount, ...length }) => ({ ...length, total: wireAmount(amount, currency) })),
      once: wireAmount(once, currency),
    };
  });
}

async function loadPriced(tx: Tx, tenant_id: string, { id, plan_version_id }: PricePlan): Promise<PlanVersionRow> {
  await loadPlan(tx, tenant_id, id);
  const versions = await loadVersions(tx, tenant_id, [id]);
  const newest = versions.find(({ published_at }) => published_at !== null) ?? versions[0];
  const version = plan_version_id ? versions.find((row) => row.id === plan_version_id) : newest;
  if (version) return version;
  throw new BillingError('not_found', `The plan has no version ${plan_version_id}.`, {
    errors: [{ path: 'plan_version_id', message: 'is no version of the plan' }],
  });
}

function quantitiesOf(version: PlanVersionRow, { quantities }: PricePlan): Map<string, string> {
  const known = new Set(version.components.map(({ id }) => id));
  const stray = quantities.findIndex(({ component_id }) => !known.has(component_id));
  if (stray < 0) return new Map(quantities.map(({ component_id, quantity }) => [component_id, quantity]));
  const path = `quantities[${stray}].component_id`;
  throw new BillingError('validation_failed', `${path} is no component of version ${version.version}.`, {
    errors: [{ path, message: `is no component of version ${version.version}` }],
  });
}

function toPricedItem(row: PlanVersionRow['components'][number], quantity: string | undefined): PricedItem {
  const { id, kind, name, timing, product_id, meter_id, pricing, interval, interval_count } = row;
  return {
    subscription_item_id: id,
    kind: kind as PricedItem['kind'],
    name,
    timing: timing as PricedItem['timing'],
    product_id,
    meter_id,
    pricing: Pricing.parse(pricing),
    quantity: quantity ?? '1',
    ...(interval === null ? {} : { every: { interval: interval as Interval, interval_count: interval_count ?? 1 } }),
  };
}

function toLineView(line: FullPeriodLine, currency: string): PlanPrice['lines'][number] {
  const { subscription_item_id, product_id: _, quantity, unit_price, amount, derivation, ...rest } = line;
  if (derivation === null) throw new Error('a price was planned without its derivation');
  return {
    ...rest,
    component_id: subscription_item_id,
    quantity: wireDecimal(quantity),
    unit_price: unit_price === null ? null : wireDecimal(unit_price),
    amount: wireAmount(amount, currency),
    derivation,
  };
}
