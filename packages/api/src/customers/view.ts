import { type Customer, CustomerStatus } from '@revenue/billing-core/customers';
import type { Metadata } from '@revenue/billing-core/wire';
import type { Tx } from '@revenue/db/database';

export type CustomerRow = NonNullable<Awaited<ReturnType<Tx['customer']['findFirst']>>>;

export function toCustomerView(row: CustomerRow): Customer {
  const { tenant_id: _, deleted_at: __, ...fields } = row;
  return {
    ...fields,
    status: CustomerStatus.parse(row.status),
    metadata: row.metadata as Metadata,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
