import { wireDecimal } from '@revenue/billing-core/money';
import type { Tenant } from '@revenue/billing-core/tenants';
import type { Metadata } from '@revenue/billing-core/wire';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { DEFAULT_INVOICE_NUMBER_FORMAT } from './create-tenant.ts';
import { nextInvoiceNumbers } from './next-invoice-numbers.ts';

/** The tenant of the caller: who it is on an invoice, what new customers start from, how invoices are numbered. */
export async function getTenant(ctx: OperationContext): Promise<Tenant> {
  return ctx.db.withTenant(ctx.tenant_id, (tx) => loadTenantView(tx, ctx));
}

export async function loadTenantView(tx: Tx, ctx: OperationContext): Promise<Tenant> {
  const { tenant_id } = ctx;
  const row = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id } });
  const series = await tx.numberSeries.findFirst({ where: { tenant_id, kind: 'invoice' } });
  const invoice_number_format = series?.format ?? DEFAULT_INVOICE_NUMBER_FORMAT;
  const [next_invoice_number = ''] = await nextInvoiceNumbers(tx, row, invoice_number_format, ctx.clock.now(), 1);
  return {
    ...row,
    tax_percent: row.tax_percent === null ? null : wireDecimal(row.tax_percent.toFixed()),
    metadata: row.metadata as Metadata,
    invoice_number_format,
    next_invoice_number,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
