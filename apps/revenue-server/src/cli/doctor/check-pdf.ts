import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import { createRenderPool } from '@revenue/documents/render-pool';
import { type Finding, fail, ok, reasonOf } from './finding.ts';

/** Fonts and renderer, tried out on a page with every script they cover. */
export async function checkPdf(): Promise<Finding[]> {
  const pool = createRenderPool({ size: 1 });
  try {
    const content = await pool.renderInvoice(TRIAL);
    const head = new TextDecoder().decode(content.subarray(0, 5));
    if (head === '%PDF-') return [ok('documents', 'fonts load and a PDF can be drawn')];
    return [fail('documents', 'what was drawn is no PDF', REMEDY)];
  } catch (error) {
    return [fail('documents', reasonOf(error), REMEDY)];
  } finally {
    await pool.close();
  }
}

const REMEDY = 'Install again: remove node_modules and run npm start.';

const NOBODY = { name: 'Abc Ωμέγα Жук €', address_lines: [], country: null, tax_id: null, email: null };

const TRIAL: InvoiceDocument = {
  kind: 'invoice',
  paper: 'A4',
  invoice_number: 'TRIAL',
  status: 'draft',
  issue_date: '2000-01-01',
  due_date: '2000-01-01',
  paid_on: null,
  purchase_order_number: null,
  payment_terms: 'due_on_receipt',
  currency: 'EUR',
  language: 'en',
  locale: 'en',
  seller: { ...NOBODY, bank: null, brand_color: null, logo: null },
  buyer: { ...NOBODY, contact_name: null },
  items: [],
  taxes: [],
  subtotal: 0n,
  discount_total: 0n,
  tax_total: 0n,
  tax_included: 0n,
  total: 0n,
  amount_paid: 0n,
  amount_credited: 0n,
  amount_account_credit: 0n,
  amount_due: 0n,
  payments: [],
  credit: null,
  notes: null,
  terms: null,
  hosted_url: null,
};
