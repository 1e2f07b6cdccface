import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

test('a customer is credited without an invoice, the money is kept for the next one, and the note is mailed', async ({
  page,
}) => {
  await signIn(page);
  const name = `Credited ${randomUUID().slice(0, 8)}`;
  const email = `${randomUUID()}@example.com`;
  const { id } = await post<{ id: string }>(page, '/customers', { name, email, currency: 'USD' });
  await page.goto('/credit-notes');
  await page.getByRole('link', { name: 'Without an invoice' }).click();
  await page.getByRole('button', { name: /^Credit/ }).click();
  await expect(page.getByText('Choose whom to credit.')).toBeVisible();

  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.keyboard.type(email);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByLabel('Reason').fill('Two days without service');
  await page.getByLabel('Description of line 1').fill('Goodwill');
  await page.getByLabel('Unit price of line 1').fill('25');
  await page.getByRole('button', { name: 'Credit $25.00' }).click();

  await expect(page.getByRole('heading', { name: /^CN-/ })).toBeVisible();
  await expect(page.getByText('None: it stands alone')).toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(email);
  await dialog.getByRole('button', { name: 'Send the credit note' }).click();
  await expect(page.getByRole('link', { name: /^Credit note CN-/ })).toBeVisible();

  await page.goto(`/customers/${id}`);
  await expect(page.getByText('$25.00').first()).toBeVisible();
});
