import { expect, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { auditPage } from './audit-page.ts';
import { traveller } from './environment.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

/** A customer, a plan of 31.00 a month in advance, and an add-on of 9.00 a seat. */
async function setTheScene(page: Page, name: string) {
  const code = name.toLowerCase();
  const customer = await post<Made>(page, '/customers', {
    name,
    email: `ap@${code}.example.com`,
    currency: 'USD',
    time_zone: 'UTC',
  });
  const fee = (label: string, pricing: object) => ({ kind: 'recurring', name: label, timing: 'advance', pricing });
  const plan = await post<Made>(page, '/plans', {
    code: `${code}-basic`,
    name: `${name} Basic`,
    currency: 'USD',
    components: [fee('Fee', { model: 'flat', amount: 31 })],
  });
  await post<Made>(page, '/plans', {
    code: `${code}-desks`,
    name: `${name} Desks`,
    kind: 'addon',
    currency: 'USD',
    components: [fee('Desks', { model: 'per_unit', unit_amount: 9 })],
  });
  return { customer, plan };
}

const money = (text: string | null) => /\$[\d,.]+\d/.exec(text ?? '')?.[0] ?? 'no amount';

/** The newest invoice of a customer goes on to a status. */
async function moveInvoice(page: Page, customer: Made, status: 'sent' | 'paid') {
  const { data } = await (await page.request.get(`/api/invoices?customer_id=${customer.id}&sort=-created_at`)).json();
  const moved = await page.request.put(`/api/invoices/${data[0].id}`, { data: { status } });
  expect(moved.status(), await moved.text()).toBe(200);
  return (await moved.json()) as { status: string; invoice_number: string; total: number; amount_due: number };
}

/** Bills what is due of one customer today; it is paid at once. */
async function billToday(page: Page, customer: Made) {
  const run = await post<Made>(page, '/billing/generate', { customer_id: customer.id });
  const status = async () => (await (await page.request.get(`/api/billing-runs/${run.id}`)).json()).status;
  await expect.poll(status).toBe('completed');
  await moveInvoice(page, customer, 'sent');
  await moveInvoice(page, customer, 'paid');
}

/** The clock of this company is advanced by other tests, which count what is due on the way. */
async function leaveNothingDue(page: Page, subscriptionId: string) {
  const ended = await page.request.delete(`/api/subscriptions/${subscriptionId}?when=now&settle=none`);
  expect(ended.status(), await ended.text()).toBe(200);
}

test('a trial with an add-on asks for a payment method, which is recorded on the way', async ({ page }) => {
  await signIn(page, traveller);
  const { customer, plan } = await setTheScene(page, 'Elder');
  await page.goto(`/subscriptions/new?customer_id=${customer.id}&plan_id=${plan.id}`);
  await page.getByLabel('Elder Desks').check();
  await page.getByLabel('Quantity of Desks').fill('2');
  await page.getByLabel('Own price of Desks').fill('8');
  await page.getByLabel('Trial').fill('14');
  await page.getByLabel('Then, without a payment method').selectOption('pause');
  const preview = page.getByRole('region', { name: 'Preview' });
  // 31.00 and two desks at 8.00.
  await expect(preview).toContainText('$47.00, made');
  await expect(preview).toContainText('At the end of the trial the subscription is paused.');
  await preview.getByRole('button', { name: 'Record one' }).click();
  const dialog = page.getByRole('dialog', { name: 'How Elder has agreed to pay' });
  await dialog.getByLabel('Kind').selectOption('direct_debit');
  await dialog.getByLabel('Recognised by').fill('account ending in 4321');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog.getByText(/needs its mandate/)).toBeVisible();
  await dialog.getByLabel('Mandate').fill('MANDATE-7');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(preview).toContainText('pays by direct debit, account ending in 4321');

  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByRole('heading', { name: 'Elder Basic for Elder' })).toBeVisible();
  await expect(page.getByText('Add-on Elder Desks')).toBeVisible();
  await expect(page.getByText('pays by direct debit, account ending in 4321')).toBeVisible();
  await leaveNothingDue(page, new URL(page.url()).pathname.split('/').at(-1) ?? '');

  await page.goto(`/customers/${customer.id}`);
  const methods = page.locator('section', { has: page.getByRole('heading', { name: 'Payment methods' }) });
  await expect(methods.getByText('Default')).toBeVisible();
  await methods.getByRole('button', { name: 'Record' }).click();
  await page.getByLabel('It is the default from now on').check();
  await page.getByRole('button', { name: 'Record', exact: true }).last().click();
  await expect(methods.getByRole('listitem').filter({ hasText: 'Bank transfer' })).toContainText('Default');
  await methods.getByRole('button', { name: /^Actions of Direct debit/ }).click();
  await page.getByRole('menuitem', { name: 'Make it the default' }).click();
  await expect(methods.getByRole('listitem').filter({ hasText: 'Direct debit' })).toContainText('Default');
  await methods.getByRole('button', { name: 'Actions of Bank transfer' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(methods.getByRole('listitem')).toHaveCount(1);
});

test('a pause gives unused days back as its preview says, and that credit pays what a resumption invoices', async ({
  page,
}) => {
  await signIn(page, traveller);
  const { customer, plan } = await setTheScene(page, 'Fir');
  const { id } = await post<Made>(page, '/subscriptions', { customer_id: customer.id, plan_id: plan.id });
  await billToday(page, customer);
  await page.goto(`/subscriptions/${id}`);

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const change = page.getByRole('dialog', { name: /^Change Fir Basic/ });
  await change.getByLabel('Own price of Fee').fill('62');
  await expect(change.getByRole('button', { name: /^Change and invoice \$31\.00/ })).toBeEnabled();
  expect.soft(await auditPage(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Change', exact: true })).toBeFocused();

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const pause = page.getByRole('dialog', { name: /^Pause Fir Basic/ });
  await pause.getByText('They become credit').click();
  const confirm = pause.getByRole('button', { name: /^Pause and credit / });
  await expect(confirm).toBeEnabled();
  expect(money(await confirm.textContent())).toBe('$31.00');
  await confirm.click();
  await expect(page.getByText(/^Paused since .*: nothing is billed/)).toBeVisible();
  await expect(page.getByText('None while it is paused; resuming it shows what is billed then.')).toBeVisible();

  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  const resume = page.getByRole('dialog', { name: /^Resume Fir Basic/ });
  await resume.getByRole('button', { name: 'Resume and invoice $31.00' }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  expect(await moveInvoice(page, customer, 'sent')).toMatchObject({ status: 'paid', total: 31, amount_due: 0 });
  await page.goto(`/customers/${customer.id}`);
  const credit = page.getByRole('table', { name: 'Entries of account credit' });
  await expect(credit.getByRole('row').nth(1)).toContainText(/Paid of INV-.*−\$31\.00.*\$0\.00/);
  await expect(credit.getByRole('row').nth(2)).toContainText(/From CN-.*\$31\.00/);
  await leaveNothingDue(page, id);
});
