import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

const FILE = [
  'Name,E-mail,Country,Payment terms,Shoe size',
  'Imported Ida,ida@imported.example,DE,net_20,38',
  'Imported Jon,jon@imported.example,Nowhere,net_400,44',
].join('\n');

test('a file of customers is checked first, then its good rows go in and the bad ones say why', async ({ page }) => {
  await signIn(page);
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Import' }).click();
  const upload = { name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await page.getByLabel('Drop a CSV here, or choose one').setInputFiles(upload);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('Nothing is written yet')).toBeVisible();
  await expect(page.getByText('Not read: Shoe size.')).toBeVisible();
  const refused = page.getByRole('table', { name: 'Refused rows' });
  await expect(refused.getByRole('row', { name: /3 country Nowhere/ })).toContainText('use two letters');
  await expect(refused.getByRole('row', { name: /3 payment_terms net_400/ })).toContainText('from 1 to 365');
  await page.getByRole('button', { name: 'Import 1 customer' }).click();
  await expect(page.getByText('1 customer added, 0 changed')).toBeVisible();
  await page.getByRole('table', { name: 'Rows taken' }).getByRole('link', { name: 'Imported Ida' }).click();
  await expect(page.getByRole('heading', { name: 'Imported Ida' })).toBeVisible();
  await expect(page.getByText('Net 20 days')).toBeVisible();
  await expect(page.getByText('Customer added')).toBeVisible();
});

test('closing says first what it does, and a deleted customer comes back', async ({ page }) => {
  await signIn(page);
  const { id } = await post<{ id: string }>(page, '/customers', { name: 'Closing Kim', email: 'kim@closing.example' });
  await post(page, '/invoices', { customer_id: id, items: [{ description: 'Work', unit_price: 10 }] });
  await page.goto(`/customers/${id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Close…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close Closing Kim?' });
  await expect(dialog).toContainText('1 draft stays: send or void each of them.');
  await dialog.getByRole('button', { name: 'Close customer' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Status: from active to closed')).toBeVisible();
  const standing = page.getByRole('note').filter({ hasText: 'Closed: nothing is billed any more' });
  await standing.getByRole('button', { name: 'Make active again' }).click();
  await expect(standing).toBeHidden();
  await expect(page.getByRole('link', { name: 'Subscribe' })).toBeVisible();

  const other = await post<{ id: string }>(page, '/customers', { name: 'Deleted Lou', email: 'lou@closing.example' });
  expect((await page.request.delete(`/api/customers/${other.id}`)).ok()).toBe(true);
  await page.goto('/customers?status=deleted');
  await page.getByRole('button', { name: 'Restore Deleted Lou' }).click();
  await expect(page.getByRole('button', { name: 'Restore Deleted Lou' })).toHaveCount(0);
  await page.goto(`/customers/${other.id}`);
  await expect(page.getByText('Customer restored')).toBeVisible();
});

test('a parent account may pay, and a tax number is judged while it is typed', async ({ page }) => {
  await signIn(page);
  const { id } = await post<{ id: string }>(page, '/customers', { name: 'Parent Max', email: 'max@parent.example' });
  await page.goto(`/customers/new?parent_id=${id}`);
  await page.getByLabel('Name').fill('Child Nia');
  await page.getByLabel('E-mail').fill('nia@parent.example');
  await page.getByLabel('Payment terms').selectOption({ label: 'Another number of days…' });
  await page.getByLabel('Days after the issue date').fill('17');
  await page.getByRole('combobox', { name: 'Country' }).click();
  await page.getByPlaceholder('Search…').fill('Germany');
  await page.getByRole('option', { name: 'Germany' }).click();
  await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveText('EUR');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveText('Europe/Berlin');
  await page.getByLabel('Tax ID').fill('DE136695977');
  await expect(page.getByText('wrong check digits for DE')).toBeVisible();
  await page.getByLabel('Tax ID').fill('DE136695976');
  await expect(page.getByText('Format and check digits are right.')).toBeVisible();
  await page.getByLabel('Who pays').selectOption({ label: 'The parent account' });
  await page.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByText('Below Parent Max. Billing runs bill it to Parent Max.')).toBeVisible();
  await expect(page.getByText('Net 17 days')).toBeVisible();
});
