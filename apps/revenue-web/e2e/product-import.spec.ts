import { expect, test } from '@playwright/test';
import { signIn } from './sign-in.ts';

const FILE = [
  'Artikel,Title,Type,Price,Currency',
  'IMP-1,Imported chair,one_time,80.50,EUR',
  'IMP-2,Imported rent,rented,-1,EUR',
].join('\n');

test('a file of products is mapped and checked first, then its good rows go in and the bad ones say why', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/products');
  await page.getByRole('link', { name: 'Import' }).click();
  const upload = { name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await page.getByLabel('Drop a CSV here, or choose one').setInputFiles(upload);
  await expect(page.getByLabel('name', { exact: true })).toHaveValue('Title');
  await page.getByLabel('external_id', { exact: true }).selectOption('Artikel');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('Nothing is written yet')).toBeVisible();
  const refused = page.getByRole('table', { name: 'Refused rows' });
  await expect(refused.getByRole('row', { name: /3 type rented/ })).toContainText('must be one of');
  await expect(refused.getByRole('row', { name: /3 price -1/ })).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 product' }).click();
  await expect(page.getByText('1 product added, 0 changed')).toBeVisible();
  await page.getByRole('table', { name: 'Rows taken' }).getByRole('link', { name: 'Imported chair' }).click();
  await expect(page.getByRole('heading', { name: 'Imported chair' })).toBeVisible();
  await expect(page.getByText('€80.50').first()).toBeVisible();
});
