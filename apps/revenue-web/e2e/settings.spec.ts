import { expect, test } from '@playwright/test';
import { signIn } from './sign-in.ts';

// Nothing is saved here: the other stories share this tenant.
test('a number format shows what it gives while it is typed, and when it starts again', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  const format = page.getByLabel('Number format', { exact: true });
  await format.fill('{CUSTOMER}-{YYYY}{MM}-{SEQ:4}');
  const numbers = page.locator('output').first();
  await expect(numbers).toContainText(/ACME-\d{6}-\d{4}/);
  await expect(numbers).toContainText(/Starts again every month with ACME-\d{6}-0001/);
  await format.fill('R{SEQ:6}');
  await expect(numbers).toContainText('Counts on for ever');
  await format.fill('INV-{MM}-{SEQ}');
  await expect(numbers).toContainText('or numbers repeat every year');
});
