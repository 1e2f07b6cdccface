import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

test('a billing cycle goes from its set-up to an approved run', async ({ page }) => {
  await signIn(page);
  const email = 'ap@larkspur.example.com';
  const customer = await post<{ id: string }>(page, '/customers', { name: 'Larkspur Studio', email, currency: 'USD' });
  await post(page, '/products', { name: 'Support desk', type: 'recurring', price: 40, interval: 'month' });

  await page.goto('/billing-cycles');
  await page.getByRole('link', { name: 'New billing cycle' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'New billing cycle' })).toBeVisible();
  await page.getByLabel('Name').fill('Quarterly support');
  await page.getByLabel('Interval').selectOption({ label: 'Quarter' });
  await page.getByLabel('Periods begin').selectOption({ label: 'On the day each customer starts' });
  // The schedule beside the form is made by the function that bills.
  await expect(page.getByText('Of a customer who starts today.')).toBeVisible();
  await expect(page.getByText(/^invoiced /)).toHaveCount(4);
  await page.getByLabel('Days before the period').fill('90');
  await page.getByRole('button', { name: 'Make the cycle' }).click();
  await expect(page.getByText(/must be 60 or less/i)).toBeVisible();
  await page.getByLabel('Days before the period').fill('0');
  await page.getByRole('button', { name: 'Make the cycle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Quarterly support' })).toBeVisible();

  await page.getByRole('link', { name: 'Add a customer' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.keyboard.type('Larkspur');
  await page.getByRole('option', { name: /Larkspur Studio/ }).click();
  await page.getByLabel('Product 1').selectOption({ label: 'Support desk' });
  await page.getByLabel('Quantity 1').fill('2');
  await page.getByRole('button', { name: 'Add to the cycle' }).click();
  // Two desks, three months of 40.00 each.
  await expect(page.getByRole('row', { name: /Larkspur Studio/ })).toContainText('$240.00');

  await page.goto(`${new URL(page.url()).pathname}/enrol?customer_id=${customer.id}`);
  // The products come after the form: the one that is billed is shown all the same.
  await expect(page.getByLabel('Product 1').locator('option:checked')).toHaveText('Support desk');

  await page.goto(`/billing-runs/new?customer_id=${customer.id}`);
  const row = page.getByRole('row', { name: /Larkspur Studio/ });
  await expect(row).toContainText('New');
  await expect(row).toContainText('+$240.00');
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(page.getByText('Awaiting approval')).toBeVisible();

  await row.getByRole('button', { name: 'Hold Larkspur Studio back' }).click();
  const hold = page.getByRole('dialog', { name: 'Hold Larkspur Studio back?' });
  await hold.getByLabel('Reason').fill('Waits for their order number');
  await hold.getByRole('button', { name: 'Hold back' }).click();
  const held = page.getByRole('table', { name: 'Customers who are held back' });
  await expect(held).toContainText('Waits for their order number');
  await held.getByRole('button', { name: 'Release' }).click();
  await expect(held).toHaveCount(0);

  await page.getByRole('button', { name: 'Approve' }).click();
  const question = page.getByRole('dialog', { name: 'Approve this run?' });
  await expect(question).toContainText('$240.00');
  await question.getByRole('button', { name: 'Bill 1 invoice' }).click();
  await expect(page.getByText('Completed')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main')).toContainText('$240.00');
  await page.getByRole('link', { name: /See the invoice/ }).click();
  await page.getByRole('link', { name: /INV-/ }).click();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Void and bill again…' }).click();
  const again = page.getByRole('dialog', { name: /^Void INV-.* and bill again\?$/ });
  await again.getByLabel('Reason').fill('Wrong order number');
  await again.getByRole('button', { name: 'Void $240.00 and bill again' }).click();
  await expect(page.getByText('Bills the periods of a void invoice again')).toBeVisible();
});
