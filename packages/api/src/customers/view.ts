import { BilledTo, type Customer, CustomerStatus } from '@revenue/billing-core/customers';
import type { Metadata } from '@revenue/billing-core/wire';
import type { Tx } from '@revenue/db/database';

export type CustomerRow = NonNullable<Awaited<ReturnType<Tx['customer']['findFirst']>>>;

export function toCustomerView(row: CustomerRow): Customer {
  const { tenant_id: _, ...fields } = row;
  return {
    ...fields,
    status: CustomerStatus.parse(row.status),
    billed_to: BilledTo.parse(row.billed_to),
    metadata: row.metadata as Metadata,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    deleted_at: row.deleted_at?.toISOString() ?? null,
  };
}
