import type { Meter, MeterAggregation } from '@revenue/billing-core/catalog';
import type { Prisma } from '@revenue/db/database';

export type MeterRow = Prisma.MeterGetPayload<object>;

export function toMeterView(row: MeterRow): Meter {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    aggregation: row.aggregation as MeterAggregation,
    unit: row.unit,
    property: row.property,
    metadata: row.metadata as Meter['metadata'],
    created_at: row.created_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
  };
}
