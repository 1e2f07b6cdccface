import { BillingError } from '@revenue/billing-core/errors';
import { assertInvoiceDays, type LocalDate } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import type { InvoiceRow } from './view.ts';

/**
 * A draft with another due date, from the moment that it is sent; without one, as it is.
 *
 * @throws BillingError illegal_transition for an invoice that is final, invalid_date for a day that cannot be meant
 */
export function withDueDate(invoice: InvoiceRow, due_date: LocalDate | undefined): InvoiceRow {
  if (due_date === undefined) return invoice;
  if (invoice.status !== 'draft') {
    const message = `Invoice ${invoice.invoice_number} is ${invoice.status}: its due date is fixed; leave due_date out.`;
    throw new BillingError('illegal_transition', message, { errors: [{ path: 'due_date', message }] });
  }
  const issued = fromDbDate(invoice.issue_date);
  if (due_date < issued) {
    const message = `is ${due_date}, before the issue date ${issued}; choose that day or a later one`;
    throw new BillingError('invalid_date', `due_date ${message}.`, { errors: [{ path: 'due_date', message }] });
  }
  assertInvoiceDays({ due_date }, issued, due_date);
  return { ...invoice, due_date: toDbDate(due_date) };
}

/** The same where it is stored; that it is final then is told with both days. */
export async function storeDueDate(
  tx: Tx,
  { tenant_id }: OperationContext,
  { id, due_date }: InvoiceRow,
): Promise<void> {
  await tx.invoice.update({ where: { tenant_id_id: { tenant_id, id } }, data: { due_date } });
}
