import { BULK_ACTIONS, type ListedObjects, type PreviewBulkAction } from '@revenue/billing-core/bulk-actions';
import { ProductFilters } from '@revenue/billing-core/catalog';
import { CustomerFilters } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { InvoiceFilters } from '@revenue/billing-core/invoices';
import { z } from 'zod';
import { productConditions } from '../catalog/product-conditions.ts';
import { customerConditions } from '../customers/customer-conditions.ts';
import { validationFailed } from '../http-errors.ts';
import { invoiceConditions } from '../invoices/invoice-conditions.ts';
import { addIds, type SqlConditions } from '../sql-conditions.ts';

export interface Selected {
  objects: ListedObjects;
  /** The table with its alias. */
  from: string;
  alias: 'i' | 'c' | 'p';
  /** The column that says what a record is called. */
  label: string;
  conditions: SqlConditions;
}

/**
 * The records that a bulk action is about, as conditions over their table: by ids, or all that the list finds.
 *
 * @throws BillingError validation_failed unless exactly one of ids and filter is given, or for a filter the list has not
 */
export function readSelection(tenant_id: string, input: PreviewBulkAction): Selected {
  const { action, ids, filter } = input;
  if ((ids === undefined) === (filter === undefined)) {
    const message = 'give ids or filter, one of them; an empty filter means all';
    throw new BillingError('validation_failed', `${message}.`, { errors: [{ path: 'ids', message }] });
  }
  const objects = BULK_ACTIONS[action];
  const selected = SOURCES[objects](tenant_id, filter ?? {});
  addIds(selected.conditions, selected.alias, ids);
  return { objects, ...selected };
}

type Source = (tenant_id: string, filter: object) => Omit<Selected, 'objects'>;

const SOURCES: Record<ListedObjects, Source> = {
  invoices: (tenant_id, filter) => ({
    from: 'invoices i',
    alias: 'i',
    label: 'i.invoice_number',
    conditions: invoiceConditions(tenant_id, parseFilter(InvoiceFilters, filter)),
  }),
  customers: (tenant_id, filter) => ({
    from: 'customers c',
    alias: 'c',
    label: 'c.name',
    conditions: customerConditions(tenant_id, parseFilter(CustomerFilters, filter)),
  }),
  products: (tenant_id, filter) => ({
    from: 'products p',
    alias: 'p',
    label: 'p.name',
    conditions: productConditions(tenant_id, parseFilter(ProductFilters, filter)),
  }),
};

/** Faults of the filter are told with the path that they have in the request. */
function parseFilter<Filters extends z.ZodObject>(schema: Filters, filter: object): z.output<Filters> {
  const parsed = z.object({ filter: schema }).safeParse({ filter });
  if (!parsed.success) throw validationFailed(parsed.error);
  return (parsed.data as { filter: z.output<Filters> }).filter;
}
