import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

/** Of the file as UCI publishes it: a sale, a cancellation, a movement of stock, and one sold over the counter. */
const RETAIL = [
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '536365,71053,"LANTERN, WHITE",6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom',
  '536544,21773,DECORATIVE ROSE BATHROOM BOTTLE,1,2010-12-01 14:32:00,2.51,,United Kingdom',
  '536589,21777,,-10,2010-12-01 16:50:00,0.0,,United Kingdom',
  'C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,17850.0,United Kingdom',
  '',
].join('\n');

const file = { name: 'retail.csv', mimeType: 'text/csv', buffer: Buffer.from(RETAIL) };

test('a file of past invoices is mapped, imported and read in its report, and a second time adds nothing', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/invoices');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByLabel(/Drop a CSV here/).setInputFiles(file);
  await expect(page.getByLabel(/^Number/)).toHaveValue('InvoiceNo');
  await expect(page.getByLabel(/^Unit price/)).toHaveValue('UnitPrice');
  await expect(page.getByLabel(/^Credit notes begin with/)).toHaveValue('C');
  await expect(page.getByText('Such as 85123A')).toBeVisible();

  await page.getByLabel(/^Number/).selectOption('');
  await expect(page.getByText('Choose a column for number.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import the file' })).toBeDisabled();
  await page.getByLabel(/^Number/).selectOption('InvoiceNo');
  await page.getByRole('button', { name: 'Import the file' }).click();

  await expect(page.getByRole('heading', { name: 'retail.csv' })).toBeVisible();
  await expect(page.getByText('New: 2 invoices, 1 credit note, 2 customers, 4 products')).toBeVisible();
  await expect(page.getByText('1 row', { exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Sums by country' })).toContainText('United Kingdom');
  await expect(page.getByRole('table', { name: 'Refused rows' })).toContainText('536589');

  await page.goto('/invoices?q=536365');
  await page.getByRole('link', { name: '536365' }).click();
  await expect(page.getByRole('heading', { name: '536365' })).toBeVisible();
  await expect(page.getByText('LANTERN, WHITE')).toBeVisible();
  await expect(page.getByText('Imported from a file')).toBeVisible();

  await page.goto('/invoices/import');
  await page.getByLabel(/Drop a CSV here/).setInputFiles(file);
  await page.getByRole('button', { name: 'Import the file' }).click();
  await expect(page.getByText('Nothing was added')).toBeVisible();
  await page.getByRole('link', { name: 'Imports' }).click();
  await expect(page.getByRole('table', { name: 'Imported files' }).getByRole('row')).toHaveCount(3);
});

test('an invoice is credited in part, and the money is seen before it is', async ({ page }) => {
  await signIn(page);
  const whose = { name: 'Sorrel Supplies', email: 'sorrel@example.com', currency: 'EUR' };
  const customer = await post<Made>(page, '/customers', whose);
  const items = [{ description: 'Hinges', quantity: 4, unit_price: 25 }];
  const invoice = await post<Made>(page, '/invoices', { customer_id: customer.id, items });
  await post(page, `/invoices/${invoice.id}/send`, {});
  await page.goto(`/invoices/${invoice.id}`);
  await page.getByRole('link', { name: 'Credit', exact: true }).click();
  await page.getByLabel('Credit', { exact: true }).selectOption('total');
  await page.getByLabel(/^Amount with tax/).fill('1');
  await page.getByLabel(/^Reason/).fill('Goodwill');
  await expect(page.getByText('Off what was due')).toBeVisible();
  await page.getByRole('button', { name: /^Credit .*1\.00/ }).click();
  await expect(page.getByRole('heading', { name: /^CN-/ })).toBeVisible();
  await expect(page.getByText('Goodwill')).toBeVisible();
  await page.getByRole('link', { name: 'Credit notes' }).first().click();
  await expect(page.getByRole('table', { name: 'Credit notes' })).toContainText('Goodwill');
});
