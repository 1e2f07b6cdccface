import { expect, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { traveller } from './environment.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

/** A company with two plans, 31.00 and 62.00 a month in advance, whose seats cost 10.00 and 12.00. */
async function setTheScene(page: Page, name: string) {
  const code = name.toLowerCase();
  const customer = await post<Made>(page, '/customers', {
    name,
    email: `ap@${code}.example.com`,
    currency: 'USD',
    time_zone: 'UTC',
  });
  const planOf = (plan: string, fee: number, seat: number) =>
    post<Made>(page, '/plans', {
      code: `${code}-${plan.toLowerCase()}`,
      name: `${name} ${plan}`,
      currency: 'USD',
      components: [
        { kind: 'recurring', name: 'Fee', timing: 'advance', pricing: { model: 'flat', amount: fee } },
        { kind: 'recurring', name: 'Seats', timing: 'advance', pricing: { model: 'per_unit', unit_amount: seat } },
      ],
    });
  return { customer, basic: await planOf('Basic', 31, 10), pro: await planOf('Pro', 62, 12) };
}

/** Advances the clock from the page, and looks at the page again. */
async function advance(page: Page, how: string) {
  await page.getByRole('button', { name: 'Advance time' }).click();
  const dialog = page.getByRole('dialog', { name: 'Advance time' });
  await dialog.getByLabel(how).check();
  await dialog.getByRole('button', { name: 'Advance', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^From / }).getByText('Completed')).toBeVisible({ timeout: 60_000 });
  await page.reload();
}

/** Makes the newest invoice final: of a draft nothing has to be given back. */
async function sendInvoice(page: Page, customer: Made) {
  const listed = await page.request.get(`/api/invoices?customer_id=${customer.id}`);
  const [invoice] = ((await listed.json()) as { data: Made[] }).data;
  const sent = await page.request.put(`/api/invoices/${invoice?.id}`, { data: { status: 'sent' } });
  expect(sent.status(), await sent.text()).toBe(200);
}

const money = (text: string | null) => /\$[\d,.]+\d/.exec(text ?? '')?.[0] ?? 'no amount';

const newest = (page: Page) =>
  page.getByRole('table', { name: 'Invoices of the subscription' }).getByRole('row').nth(1);

test('a trial shows its first invoices before it begins, converts and renews as they said', async ({ page }) => {
  await signIn(page, traveller);
  const { customer, basic } = await setTheScene(page, 'Alder');
  await page.goto(`/subscriptions/new?customer_id=${customer.id}&plan_id=${basic.id}`);
  await page.getByLabel('Quantity of Seats').fill('3');
  await page.getByLabel('Trial').fill('14');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('Free until');
  await expect(preview.getByText('First invoice')).toBeVisible();
  // 31.00 and three seats at 10.00.
  await expect(preview).toContainText('$61.00, made');
  await page.getByText('Percent', { exact: true }).click();
  await page.getByLabel('Percent off').fill('50');
  await expect(preview).toContainText('$30.50, made');
  await page.getByRole('button', { name: 'Add an item' }).click();
  await page.getByLabel('Item 1', { exact: true }).fill('Training');
  await page.getByLabel('Price of one').fill('40');
  // Charged once, and not less for the discount.
  await expect(preview).toContainText('$70.50, made');
  await expect(preview).toContainText('$30.50, made');

  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByRole('heading', { name: 'Alder Basic for Alder' })).toBeVisible();
  await expect(page.getByText(/^Trial until /)).toBeVisible();
  await expect(page.getByText('Not invoiced yet')).toBeVisible();
  await expect(page.getByText('$70.50, made')).toBeVisible();

  await advance(page, '30 days');
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Trial until /)).toHaveCount(0);
  await expect(newest(page)).toContainText('$70.50');
  await advance(page, '30 days');
  await expect(page.getByRole('table', { name: 'Invoices of the subscription' }).getByRole('row')).toHaveCount(3);
});

test('an upgrade is invoiced as its preview said, and a downgrade waits for the period and can be undone', async ({
  page,
}) => {
  await signIn(page, traveller);
  const { customer, basic, pro } = await setTheScene(page, 'Birch');
  const { id } = await post<Made>(page, '/subscriptions', { customer_id: customer.id, plan_id: basic.id });
  await page.goto(`/subscriptions/${id}`);
  // The run of the way bills the first period.
  await advance(page, 'One week');
  await expect(newest(page)).toContainText('$41.00');

  await sendInvoice(page, customer);
  await page.reload();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: /^Change Birch Basic/ });
  await expect(sheet.getByRole('button', { name: 'Change', exact: true })).toBeDisabled();
  await sheet.getByLabel('Plan', { exact: true }).selectOption(pro.id);
  const confirm = sheet.getByRole('button', { name: /^Change and invoice / });
  await expect(confirm).toBeEnabled();
  await expect(sheet.getByRole('table', { name: 'What is charged and given back' })).toContainText('Given back');
  const said = money(await confirm.textContent());
  await confirm.click();
  await expect(page.getByRole('heading', { name: 'Birch Pro for Birch' })).toBeVisible();
  await expect(newest(page)).toContainText(said);
  await newest(page).getByRole('link').click();
  await expect(page.getByRole('heading', { name: /INV-/ })).toBeVisible();
  await expect(page.getByText('Total', { exact: true }).locator('xpath=..')).toContainText(said);

  await page.goto(`/subscriptions/${id}`);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const down = page.getByRole('dialog', { name: /^Change Birch Pro/ });
  await down.getByLabel('Plan', { exact: true }).selectOption(basic.id);
  await expect(down.getByText('Nothing is charged or given back now.')).toBeVisible();
  await down.getByRole('button', { name: /^Change on / }).click();
  await expect(page.getByText(/^Changes to Birch Basic on /)).toBeVisible();
  await expect(page.getByText('$41.00, made')).toBeVisible();
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expect(page.getByText(/^Changes to Birch Basic on /)).toHaveCount(0);
  await expect(page.getByText('$74.00, made')).toBeVisible();
});

test('a cancellation says what it gives back, can be taken back, and ends what is canceled at once', async ({
  page,
}) => {
  await signIn(page, traveller);
  const { customer, basic } = await setTheScene(page, 'Cedar');
  const { id } = await post<Made>(page, '/subscriptions', { customer_id: customer.id, plan_id: basic.id });
  await page.goto(`/subscriptions/${id}`);
  await advance(page, 'One week');
  await expect(newest(page)).toContainText('$41.00');

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: /^Cancel Cedar Basic/ });
  await expect(sheet.getByText('No other invoice follows.')).toBeVisible();
  await sheet.getByRole('button', { name: /^Cancel on / }).click();
  await expect(page.getByText(/^Ends on /)).toBeVisible();
  await page.getByRole('button', { name: 'Keep it going' }).click();
  const undo = page.getByRole('dialog', { name: 'Take the cancellation back?' });
  await expect(undo.getByText(/^The next invoice is \$41\.00/)).toBeVisible();
  await undo.getByRole('button', { name: 'Keep it going' }).click();
  await expect(page.getByText(/^Ends on /)).toHaveCount(0);

  await sendInvoice(page, customer);
  await page.reload();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await sheet.getByText('Now', { exact: true }).click();
  await sheet.getByText('They become credit').click();
  const confirm = sheet.getByRole('button', { name: /^Cancel and credit / });
  await expect(confirm).toBeEnabled();
  await confirm.click();
  await expect(page.getByText('Canceled', { exact: true })).toBeVisible();
  await expect(page.getByText('None: the subscription has ended.')).toBeVisible();
});
