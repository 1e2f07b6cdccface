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
    trial_days: row.trial_days,
    components: row.components.map(toComponentView),
    status: row.published_at === null ? 'draft' : 'published',
    published_at: row.published_at?.toISOString() ?? null,
    published_by: row.published_by,
    created_at: row.created_at.toISOString(),
  };
}

/** What of its versions and subscriptions the view of a plan shows. */
export type PlanState = { latest: PlanVersionRow; has_draft: boolean; subscriptions: number };

export function toPlanView(row: PlanRow, { latest, has_draft, subscriptions }: PlanState): Plan {
  return {
    id: row.id,
    external_id: row.external_id,
    code: row.code,
    name: row.name,
    description: row.description,
    kind: row.kind as Plan['kind'],
    active: row.active,
    public: row.public,
    has_draft,
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
    interval: row.interval as Interval | null,
    interval_count: row.interval_count,
    pricing: toPricingView(Pricing.parse(row.pricing)),
  };
}
