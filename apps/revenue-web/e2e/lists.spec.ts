import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn, signInByHand } from './sign-in.ts';

/** A customer with three drafts of its own, so that what other tests do does not matter. */
async function draftsOf(page: Page, name: string): Promise<{ customer: { id: string }; numbers: string[] }> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
  const customer = await post<{ id: string }>(page, '/customers', { name, email, currency: 'EUR', country: 'DE' });
  const numbers: string[] = [];
  for (const unit_price of [0.1, 0.2, 1000]) {
    const items = [{ description: 'Seat', quantity: 3, unit_price }];
    const body = { customer_id: customer.id, items };
    numbers.push((await post<{ invoice_number: string }>(page, '/invoices', body)).invoice_number);
  }
  return { customer, numbers };
}

test('drafts that are chosen are sent together, and each says what became of it, also after a reload', async ({
  page,
}) => {
  await signIn(page);
  const { customer, numbers } = await draftsOf(page, 'Bulk Bertha');
  await page.goto(`/invoices?customer_id=${customer.id}`);
  // By keyboard: the first, then down with Shift to the last.
  await page.getByLabel(`Select ${numbers[2]}`).press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'What is chosen' });
  await expect(bar).toContainText('3 invoices chosen');
  await bar.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 invoices in EUR');
  await dialog.getByRole('button', { name: 'Send 3 invoices' }).click();
  await expect(page.getByRole('dialog')).toContainText('3 invoices sent');
  await page.reload();
  await expect(page.getByRole('dialog')).toContainText('3 invoices sent');
  for (const number of numbers)
    await expect(page.getByRole('dialog').getByRole('link', { name: number })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(page).not.toHaveURL(/bulk=/);
  await expect(page.getByRole('row', { name: new RegExp(numbers[0] ?? '') })).toContainText('Sent');
});

test('a saved view is there after signing out and in again, and the list opens in it', async ({ page }) => {
  await signInByHand(page, '/invoices?currency=EUR&sort=due_date');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save what is shown' }).click();
  await page.getByLabel('Name').fill('Euros by due date');
  await page.getByLabel(/Open the list in it/).check();
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('button', { name: 'View: Euros by due date' })).toBeVisible();

  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Revenue' })).toBeVisible();
  await signInByHand(page);
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Invoices' });
  // Whoever is quicker than the answer to which views there are gets the view all the same.
  await page.route(/saved_views\.list/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.reload();
  await link.click();
  await expect(page).toHaveURL(/currency=EUR/);
  await expect(page).toHaveURL(/sort=due_date/);

  await page.getByPlaceholder(/Search/).fill('nobody');
  await expect(page).toHaveURL(/q=nobody/);
  await link.click();
  await expect(page).not.toHaveURL(/q=/);
  await expect(page.getByPlaceholder(/Search/)).toHaveValue('');
  await page.getByRole('button', { name: 'View: Euros by due date' }).click();
  await page.getByRole('menuitem', { name: 'Rename, share, delete' }).click();
  const name = page.getByLabel('Name of Euros by due date');
  await name.fill('Owed in euros');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Delete Owed in euros' }).click();
  await expect(page.getByRole('dialog')).toContainText('No view of this list is left');
});

test('what is exported comes to what the tab says', async ({ page }) => {
  await signIn(page);
  const { customer } = await draftsOf(page, 'Export Emil');
  await page.goto(`/invoices?customer_id=${customer.id}`);
  const tab = page.getByRole('navigation', { name: 'Invoices by status' }).getByRole('link', { name: /Draft/ });
  await tab.click();
  await page.getByRole('button', { name: 'Export 3 invoices as CSV' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Invoices', exact: true }).click();
  const [header = '', ...rows] = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  const at = header.split(',').indexOf('total');
  const cents = rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[at]) * 100), 0);
  const sums = await page.request.get(`/api/invoice-sums?customer_id=${customer.id}`);
  const [draft] = ((await sums.json()) as { data: { status: string; count: number; total: number }[] }).data;
  expect(rows).toHaveLength(3);
  expect({ status: draft?.status, cents }).toEqual({ status: 'draft', cents: Math.round((draft?.total ?? 0) * 100) });
});
