import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import { lockRow } from '../lock-row.ts';
import { type InvoiceRow, invoiceInclude } from './view.ts';

/** @throws BillingError not_found, for the id of another tenant as well. */
export async function loadInvoice(tx: Tx, tenantId: string, id: string): Promise<InvoiceRow> {
  const row = await tx.invoice.findUnique({
    where: { tenant_id_id: { tenant_id: tenantId, id } },
    include: invoiceInclude,
  });
  if (row) return row;
  throw invoiceNotFound(id);
}

/** The same, and nobody else may change it until this transaction ends. */
export async function lockInvoice(tx: Tx, tenantId: string, id: string): Promise<InvoiceRow> {
  await lockRow(tx, 'invoices', tenantId, id);
  return loadInvoice(tx, tenantId, id);
}

export function invoiceNotFound(id: string): BillingError {
  return new BillingError('not_found', `There is no invoice ${id}.`, {
    errors: [{ path: 'id', message: 'is unknown' }],
  });
}
