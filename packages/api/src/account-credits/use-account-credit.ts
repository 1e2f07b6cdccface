import { BillingError } from '@revenue/billing-core/errors';
import { type Invoice, type InvoiceStatus, isOpen } from '@revenue/billing-core/invoices';
import { fromMinor } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { loadInvoice, lockInvoice } from '../invoices/queries.ts';
import { toInvoiceView } from '../invoices/view.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { applyAccountCredit } from './apply-account-credit.ts';

/**
 * Pays an open invoice from the account credit of its customer, as far as it goes: credit that came after the invoice
 * became final waits for the next one otherwise.
 *
 * @throws BillingError not_found, illegal_transition for an invoice that asks for no money, nothing_to_credit without credit
 */
export async function useAccountCredit(ctx: OperationContext, { id }: { id: string }): Promise<Invoice> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await lockInvoice(tx, tenant_id, id);
    const { invoice_number, status, currency, customer } = invoice;
    if (!isOpen(status as InvoiceStatus)) {
      const remedy =
        status === 'draft' ? 'send it, and credit pays it by itself' : 'it asks for no money; choose another';
      throw new BillingError('illegal_transition', `Invoice ${invoice_number} is ${status}: ${remedy}.`, {
        errors: [{ path: 'id', message: `is ${status}: ${remedy}` }],
      });
    }
    const amount = await applyAccountCredit(sqlClientOf(tx), ctx, invoice);
    if (amount > 0n) return toInvoiceView(await loadInvoice(tx, tenant_id, id));
    throw new BillingError(
      'nothing_to_credit',
      `The account credit of ${customer.name} is ${fromMinor(0n, currency)} ${currency}: there is nothing to pay invoice ${invoice_number} from. Give credit first, or record a payment.`,
      { errors: [{ path: 'id', message: `has a customer without account credit in ${currency}` }] },
    );
  });
}
