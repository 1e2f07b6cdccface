import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

test('the figures of the overview lead to what comes to the same', async ({ page }) => {
  await signIn(page);
  const whose = { name: 'Teasel Textiles', email: 'teasel@example.com', currency: 'CHF' };
  const customer = await post<Made>(page, '/customers', whose);
  // Something in a second currency, also where this story is told alone: only then one is chosen.
  const other = { name: 'Tansy Tools', email: 'tansy@example.com', currency: 'GBP' };
  const { id: customer_id } = await post<Made>(page, '/customers', other);
  const tools = await post<Made>(page, '/invoices', { customer_id, items: [{ description: 'Saw', unit_price: 20 }] });
  await post(page, `/invoices/${tools.id}/send`, {});
  // Two are owed, one of them long overdue; the third is void.
  for (const [unit_price, issue_date] of [[70, '2026-01-05'], [30], [500]] as const) {
    const items = [{ description: 'Linen', unit_price }];
    const invoice = await post<Made>(page, '/invoices', { customer_id: customer.id, issue_date, items });
    await post(page, `/invoices/${invoice.id}/send`, {});
    if (unit_price === 500) {
      const data = { status: 'void', void_reason: 'Called off' };
      expect((await page.request.put(`/api/invoices/${invoice.id}`, { data })).ok()).toBe(true);
    }
  }

  await page.goto('/');
  await page.getByText('CHF', { exact: true }).click();
  const open = page.getByRole('link', { name: /^Open/ });
  await expect(open).toContainText('CHF 100.00');
  await open.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customer report' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'CHF' })).toBeChecked();
  await expect(page.getByRole('main')).toContainText('CHF 100.00');

  await page.goto(`/invoices?customer_id=${customer.id}&status=void`);
  const row = page.getByRole('row', { name: /INV-/ });
  await expect(row).toContainText('CHF 500.00');
  // Once as its total, and not once more as still due.
  await expect(row.getByText('CHF 500.00')).toHaveCount(1);
});
