import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { post } from './api.ts';

type Made = { id: string };

/** One record of each kind, with the parts that most of them lack, and the addresses of their pages. */
export async function detailPages(page: Page): Promise<string[]> {
  const email = `${randomUUID()}@audit.example`;
  const customer = await post<Made>(page, '/customers', {
    name: 'Audrey Tester',
    company: 'Audit Works',
    email,
    currency: 'USD',
    tax_exempt: true,
    tax_exempt_reason: 'Charity',
  });
  const product = await post<Made>(page, '/products', {
    name: 'Audit',
    type: 'recurring',
    price: 40,
    interval: 'month',
  });
  const items = [{ product_id: product.id, description: 'Audit', quantity: 2, unit_price: 40, percent_off: 10 }];
  const draft = await post<Made>(page, '/invoices', { customer_id: customer.id, items });
  const sent = await post<Made & { items: Made[] }>(page, '/invoices', { customer_id: customer.id, items });
  await post(page, `/invoices/${sent.id}/send`, {});
  const note = await post<Made>(page, '/credit-notes', { invoice_id: sent.id, reason: 'All of it' });
  const cycle = await post<Made>(page, '/billing-cycles', { name: 'Audited' });
  await post(page, `/billing-cycles/${cycle.id}/customers`, {
    customer_id: customer.id,
    items: [{ product_id: product.id }],
  });
  const run = await post<Made>(page, '/billing/generate', { customer_id: customer.id });
  const mails = (await (await page.request.get(`/api/mails?q=${email}`)).json()) as { data: Made[] };
  return [
    `/customers/${customer.id}`,
    `/customers/${customer.id}/edit`,
    `/products/${product.id}`,
    `/invoices/${draft.id}`,
    `/invoices/${draft.id}/edit`,
    `/invoices/${sent.id}`,
    `/invoices/${sent.id}/credit`,
    `/credit-notes/${note.id}`,
    `/billing-cycles/${cycle.id}`,
    `/billing-runs/${run.id}`,
    `/outbox?mail=${mails.data[0]?.id}`,
  ];
}
