import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

test('a footer that is saved stands in the template at once, and in the next mail in the outbox', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/mail?template=invitation');
  const footer = `Asked at ${Date.now()}? Answer this mail.`;
  await page.getByLabel('Footer').fill(footer);
  await page.getByRole('button', { name: 'Save mail settings' }).click();
  await expect(page.getByText('Mail settings saved')).toBeVisible();
  await expect(page.frameLocator('iframe').locator('body')).toContainText(footer);

  const email = `${Date.now()}@footer.example`;
  const customer = await post<{ id: string }>(page, '/customers', { name: 'Footer Finn', email });
  const items = [{ description: 'Work', unit_price: 10 }];
  const invoice = await post<{ id: string }>(page, '/invoices', { customer_id: customer.id, items });
  await post(page, `/invoices/${invoice.id}/send`, {});
  await page.goto('/outbox');
  await page
    .getByRole('row', { name: new RegExp(email) })
    .getByRole('link')
    .first()
    .click();
  await expect(page.frameLocator('iframe').locator('body')).toContainText(footer);
});
