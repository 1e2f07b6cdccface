import { type Plan, type PlanComponent, type PlanVersion, Pricing, toPricingView } from '@revenue/billing-core/catalog';
import type { Interval } from '@revenue/billing-core/time';
import type { Prisma } from '@revenue/db/database';

export const versionInclude = {
  components: {
    orderBy: { position: 'asc' },
    include: { meter: { select: { id: true, code: true, name: true, unit: true } } },
  },
} satisfies Prisma.PlanVersionInclude;

export type PlanVersionRow = Prisma.PlanVersionGetPayload<{ include: typeof versionInclude }>;
type PlanRow = Prisma.PlanGetPayload<object>;

export function toPlanVersionView(row: PlanVersionRow): PlanVersion {
  return {
    id: row.id,
    version: row.version,
    currency: row.currency,
    interval: row.interval as Interval,
    interval_count: row.interval_count,
    components: row.components.map(toComponentView),
    created_at: row.created_at.toISOString(),
  };
}

export function toPlanView(row: PlanRow, latest: PlanVersionRow, subscriptions: number): Plan {
  return {
    id: row.id,
    external_id: row.external_id,
    code: row.code,
    name: row.name,
    description: row.description,
    active: row.active,
    latest_version: toPlanVersionView(latest),
    subscriptions,
    metadata: row.metadata as Plan['metadata'],
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function toComponentView(row: PlanVersionRow['components'][number]): PlanComponent {
  return {
    id: row.id,
    kind: row.kind as PlanComponent['kind'],
    name: row.name,
    timing: row.timing as PlanComponent['timing'],
    product_id: row.product_id,
    meter: row.meter,
    pricing: toPricingView(Pricing.parse(row.pricing)),
  };
}
