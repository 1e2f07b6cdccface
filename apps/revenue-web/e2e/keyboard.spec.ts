import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

test('the first Tab offers to skip the navigation', async ({ page }) => {
  await signIn(page);
  await page.goto('/customers');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  // Nor does a wrong address lead out of it.
  await page.goto('/customers/no-id');
  await page.getByRole('link', { name: 'Go to customers' }).click();
  await expect(page.getByRole('table', { name: 'Customers' })).toBeVisible();
});

test('Ctrl+K goes anywhere by typing, and finds customers by name', async ({ page }) => {
  await signIn(page);
  await post(page, '/customers', { name: 'Quillfeather Press', email: `${randomUUID()}@example.com` });
  await post(page, '/customers', { name: 'Mead Press', email: `${randomUUID()}@example.com` });
  const search = page.getByPlaceholder('Customer, invoice number, page or action…');
  // Whoever types at once loses no letter, however long the code of the palette takes.
  const late = /command-palette/;
  await page.route(late, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await page.goto('/customers');
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('outb');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('outb');
  await page.unroute(late);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(search).toBeFocused();
  await page.keyboard.type('me');
  await expect(page.getByRole('option', { name: /Mead Press/ })).toBeVisible();
  // What was found for fewer letters is not what Enter takes.
  await page.keyboard.type('te');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Meters' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(search).toBeFocused();
  await page.keyboard.type('quillfea');
  await expect(page.getByRole('option', { name: /Quillfeather Press/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Quillfeather Press' })).toBeVisible();
});

test('an invoice is written without touching the mouse', async ({ page }) => {
  await signIn(page);
  await post(page, '/customers', { name: 'Marlow Keys Ltd', email: `${randomUUID()}@example.com`, currency: 'USD' });
  await page.goto('/invoices/new');
  await page.getByRole('combobox', { name: 'Customer' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Marlow');
  await expect(page.getByRole('option', { name: /Marlow Keys/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  // Whoever goes on at once is not taken back to what was chosen.
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Issued')).toBeFocused();
  await page.getByLabel('Description of line 1').focus();
  await page.keyboard.type('CRM Pro');
  await page.getByLabel('Quantity of line 1').focus();
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await page.keyboard.type('99.50');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Description of line 2')).toBeFocused();
  await page.keyboard.type('Setup fee');
  await page.getByLabel('Unit price of line 2').focus();
  await page.keyboard.type('199');
  await expect(page.getByRole('region', { name: 'Preview of the document' })).toContainText('$497.50');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('$497.50');
});

test('figures beyond all money are refused at their line, and nothing typed is lost', async ({ page }) => {
  await signIn(page);
  const email = `${randomUUID()}@example.com`;
  const { id } = await post<{ id: string }>(page, '/customers', { name: 'Gilt Edge', email, currency: 'USD' });
  await page.goto(`/invoices/new?customer_id=${id}`);
  await page.getByLabel('Description of line 1').fill('Everything');
  await page.getByLabel('Unit price of line 1').fill('999999999999');
  await page.getByLabel('Quantity of line 1').fill('999999999999');
  await expect(page.getByText('minor units are more than can be stored').first()).toBeVisible();
  await page.getByLabel('Quantity of line 1').fill('2');
  await expect(page.getByLabel('Amount of line 1')).toHaveText('$1,999,999,999,998.00');
  await expect(page.getByLabel('Description of line 1')).toHaveValue('Everything');
});

test('Escape closes a dialog, and the keyboard goes on where it was opened', async ({ page }) => {
  await signIn(page);
  await page.goto('/meters');
  const opener = page.getByRole('button', { name: 'New meter' }).first();
  await opener.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New meter' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('a dialog that a menu opened gives the focus back to the button of the menu', async ({ page }) => {
  await signIn(page);
  const email = `${randomUUID()}@example.com`;
  const { id } = await post<{ id: string }>(page, '/customers', { name: 'Sorrel Seeds', email });
  await page.goto(`/customers/${id}`);
  const opener = page.getByRole('button', { name: 'More actions' });
  await opener.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Delete Sorrel Seeds?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();

  // A button that is gone once it has done its work leaves the focus to what stands beside it.
  await opener.press('Enter');
  await page.getByRole('menuitem', { name: 'Suspend' }).press('Enter');
  await page.getByRole('button', { name: 'Make active again' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Make active again' })).toBeHidden();
  await expect(page.locator('#content')).toContainText('Subscribe');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('#content')?.id)).toBe('content');
});

test('a chosen theme stays after a reload', async ({ page }) => {
  await signIn(page);
  await page.goto('/');
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
