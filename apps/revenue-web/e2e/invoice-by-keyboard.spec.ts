import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

/** Tab, as often as a person would have the patience for, until the element has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

async function goBy(page: Page, words: string) {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Customer, invoice number, page or action…')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option', { name: words }).first()).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Answers to requests of this kind are on their way until they are told to come. */
async function heldBack(page: Page, kind: RegExp) {
  const told = Promise.withResolvers<void>();
  await page.route(kind, async (route) => {
    await told.promise;
    await route.continue();
  });
  return {
    come: async () => {
      told.resolve();
      await page.unroute(kind);
    },
  };
}

test('a customer and an invoice are made, sent and paid without touching the mouse', async ({ page }) => {
  await signIn(page);
  const email = `${randomUUID()}@example.com`;
  const product = `${randomUUID().slice(0, 8)} audit`;
  await post(page, '/products', { name: product, type: 'one_time', prices: [{ currency: 'USD', unit_amount: 250 }] });

  await page.goto('/');
  await expect(page.locator('#content')).toBeVisible();
  await goBy(page, 'New customer');
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type('Kestrel Keyboards');
  await page.keyboard.press('Tab');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Kestrel Keyboards' })).toBeVisible();

  await goBy(page, 'New invoice');
  await tabTo(page, page.getByRole('combobox', { name: 'Customer' }));
  await page.keyboard.press('Enter');
  await page.keyboard.type(email);
  await expect(page.getByRole('option', { name: /Kestrel Keyboards/ })).toBeVisible();
  const answer = await heldBack(page, /customers\.get/);
  await page.keyboard.press('Enter');

  // A product is found by typing; the cursor goes on to its quantity. Its price is there once the customer's currency is.
  await tabTo(page, page.getByLabel('Description of line 1'));
  await page.keyboard.type(product.slice(0, 4));
  const option = page.getByRole('option', { name: new RegExp(product) });
  await expect(option).toBeVisible();
  // Chosen before the list of all that was typed is there: that list leaves the choice where it is.
  const settled = page.waitForResponse((response) => response.url().includes(product.slice(0, 12).replace(' ', '%20')));
  await page.keyboard.type(product.slice(4, 12));
  await page.keyboard.press('ArrowDown');
  await settled;
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Quantity of line 1')).toBeFocused();
  await answer.come();
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Unit price of line 1')).toHaveValue('250');
  await page.keyboard.press('Tab');
  await page.keyboard.type('10 %');
  await page.keyboard.press('Tab');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');

  await expect(page.getByLabel('Description of line 2')).toBeFocused();
  await page.keyboard.type('A line too many');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Description of line 3')).toBeFocused();
  await page.keyboard.type('Travel');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Description of line 2')).toBeFocused();
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(page.getByLabel('Description of line 2')).toHaveValue('Travel');
  await expect(page.getByLabel('Description of line 2')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');

  // 2 × 250 less 10 % is 450, 8 % of it 36; 50 without tax: 536. The empty last line is nobody's fault.
  const document = page.getByRole('region', { name: 'Preview of the document' });
  await expect(document).toContainText('$536.00');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('$536.00');

  await tabTo(page, page.getByRole('button', { name: 'Send', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Send $536.00' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible();
  const address = page.url();

  await goBy(page, 'Outbox');
  const mail = page.getByRole('row', { name: new RegExp(email) }).getByRole('link');
  await tabTo(page, mail.first());
  await page.keyboard.press('Enter');
  await expect(page.frameLocator('iframe').locator('body')).toContainText('536.00');

  await page.goto(address);
  await tabTo(page, page.getByRole('button', { name: 'Record payment in full…' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Record $536.00' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('$0.00')).toBeVisible();
});

test('a line that is taxed, discounted and exempt explains itself', async ({ page }) => {
  await signIn(page);
  const email = `${randomUUID()}@example.com`;
  const customer = await post<{ id: string }>(page, '/customers', { name: 'Plover Press', email, currency: 'EUR' });
  const { id } = await post<{ id: string }>(page, '/invoices', {
    customer_id: customer.id,
    percent_off: 10,
    items: [
      { description: 'Type', unit_price: 100, percent_off: 20, tax_rates: [{ percent: 19, name: 'VAT' }] },
      {
        description: 'Books',
        unit_price: 50,
        tax_rates: [{ percent: 0, name: 'VAT', category: 'E', reason: 'Education' }],
      },
    ],
  });
  await page.goto(`/invoices/${id}`);
  const taxes = page.getByRole('table', { name: 'Taxes by rate' });
  await expect(taxes.getByRole('row', { name: /VAT 19 %/ })).toContainText('€72.00');
  await expect(taxes.getByRole('row', { name: /VAT 0 %/ })).toContainText('Education');
  await page.getByRole('row', { name: /^Type/ }).getByRole('button', { name: 'How was this calculated?' }).click();
  const steps = page.getByRole('table', { name: /was calculated/ });
  await expect(steps).toContainText('€100.00 × 20 %');
  await expect(steps).toContainText('−€28.00 in all');
  await expect(steps).toContainText('€72.00 × 19 %');
  await expect(steps).toContainText('€85.68');
  await page.getByRole('button', { name: 'How were the totals calculated?' }).click();
  await expect(page.getByRole('main')).toContainText('VAT 19 % on €72.00 + VAT 0 % on €45.00');
  // The editor keeps what was said through the API: the reason is there, and saving changes nothing.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByLabel('Reason on the invoice of line 2')).toHaveValue('Education');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('table', { name: 'Taxes by rate' })).toContainText('Education');
});
