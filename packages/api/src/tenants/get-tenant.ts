import { wireDecimal } from '@revenue/billing-core/money';
import type { BankAccount, Tenant } from '@revenue/billing-core/tenants';
import type { Metadata } from '@revenue/billing-core/wire';
import type { Prisma, Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { nextNumbers } from './next-numbers.ts';
import { DEFAULT_NUMBER_FORMATS, type NumberedKind } from './numbered-kind.ts';

/** The tenant of the caller: who it is on an invoice, what new customers start from, how invoices are numbered. */
export async function getTenant(ctx: OperationContext): Promise<Tenant> {
  return ctx.db.withTenant(ctx.tenant_id, (tx) => loadTenantView(tx, ctx));
}

export async function loadTenantView(tx: Tx, ctx: OperationContext): Promise<Tenant> {
  const { tenant_id } = ctx;
  const row = await tx.tenant.findUniqueOrThrow({
    where: { id: tenant_id },
    include: { bank_accounts: { orderBy: { currency: 'asc' } } },
  });
  const series = await tx.numberSeries.findMany({ where: { tenant_id } });
  const formatOf = (kind: NumberedKind) =>
    series.find((one) => one.kind === kind)?.format ?? DEFAULT_NUMBER_FORMATS[kind];
  const invoice_number_format = formatOf('invoice');
  const now = ctx.clock.now();
  const [next_invoice_number = ''] = await nextNumbers(tx, 'invoice', row, invoice_number_format, now, 1);
  return {
    ...row,
    bank_accounts: row.bank_accounts.map(toBankAccountView),
    tax_percent: row.tax_percent === null ? null : wireDecimal(row.tax_percent.toFixed()),
    metadata: row.metadata as Metadata,
    invoice_number_format,
    next_invoice_number,
    credit_note_number_format: formatOf('credit_note'),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function toBankAccountView(row: Prisma.BankAccountGetPayload<object>): BankAccount {
  const { tenant_id: _, created_at: __, ...account } = row;
  return account;
}
