import type { HostedInvoice } from '@revenue/billing-core/invoices';
import { wireAmount, wireDecimal } from '@revenue/billing-core/money';
import { readableColor } from '@revenue/billing-core/tenants';
import type { LocalDate } from '@revenue/billing-core/time';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import { isPayable } from '@revenue/documents/invoice-document';
import { createPaymentCode } from '@revenue/documents/payment-code';

/** The document that is printed, in the words of the wire: page and PDF cannot say different things. */
export function toHostedView(
  document: InvoiceDocument,
  { is_preview, today }: { is_preview: boolean; today: LocalDate },
): HostedInvoice {
  const amount = (minor: bigint) => wireAmount(minor, document.currency);
  const { address_lines, country, email, logo, name, tax_id } = document.seller;
  const { invoice_number, issue_date, due_date, paid_on, payment_terms, purchase_order_number } = document;
  return {
    ...{ invoice_number, issue_date, due_date, paid_on, payment_terms, purchase_order_number },
    status: shownStatus(document, today),
    currency: document.currency,
    language: document.language,
    locale: document.locale,
    brand_color: readableColor(document.seller.brand_color),
    seller: { name, address_lines, country, tax_id, email },
    logo: logo && { width: logo.width, height: logo.height },
    buyer: document.buyer,
    items: document.items.map((item) => toItemView(item, amount)),
    taxes: document.taxes.map((tax) => ({
      percent: wireDecimal(tax.percent),
      name: tax.name,
      reason: tax.reason,
      taxable: amount(tax.taxable_amount),
      tax: amount(tax.amount),
    })),
    subtotal: amount(document.subtotal),
    discount: amount(document.discount_total),
    tax: amount(document.tax_total),
    tax_on_top: amount(document.tax_total - document.tax_included),
    tax_included: amount(document.tax_included),
    total: amount(document.total),
    amount_paid: amount(document.amount_paid),
    amount_credited: amount(document.amount_credited),
    amount_account_credit: amount(document.amount_account_credit),
    amount_due: amount(document.amount_due),
    notes: document.notes,
    terms: document.terms,
    transfer: transferOf(document),
    is_preview,
  };
}

/**
 * That a debt is given up as lost is ours to know, and so is the hour at which we note that a day has passed: what is owed is
 * overdue from the day after the due date, and never before.
 */
function shownStatus({ status, due_date }: InvoiceDocument, today: LocalDate): HostedInvoice['status'] {
  if (status === 'paid' || status === 'void') return status;
  return status === 'overdue' || due_date < today ? 'overdue' : 'open';
}

function toItemView(
  item: InvoiceDocument['items'][number],
  amount: (minor: bigint) => number,
): HostedInvoice['items'][number] {
  const { description, details, quantity, unit_price, tax_percents, service_start, service_end } = item;
  return {
    ...{ description, details, quantity, unit_price },
    tax_percents: tax_percents.map(wireDecimal),
    amount: amount(item.amount),
    discount: amount(item.discount_amount),
    service_period: service_start && service_end ? { start: service_start, end: service_end } : null,
  };
}

function transferOf(document: InvoiceDocument): HostedInvoice['transfer'] {
  const { bank } = document.seller;
  if (bank === null || !isPayable(document)) return null;
  return { ...bank, reference: document.invoice_number, code: createPaymentCode(document) };
}
