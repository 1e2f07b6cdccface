import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

const LINES = 499;

async function draftOfManyLines(page: Page) {
  const email = `${randomUUID()}@example.com`;
  const customer = await post<{ id: string }>(page, '/customers', { name: 'Teal Parts', email, currency: 'USD' });
  const items = Array.from({ length: LINES }, (_, at) => ({ description: `Part ${at + 1}`, unit_price: 1 }));
  return post<{ id: string }>(page, '/invoices', { customer_id: customer.id, items });
}

test('a draft of hundreds of lines draws those that are seen, and keeps all of them', async ({ page }) => {
  await signIn(page);
  const { id } = await draftOfManyLines(page);
  await page.goto(`/invoices/${id}/edit`);
  await expect(page.getByLabel('Description of line 1', { exact: true })).toHaveValue('Part 1');
  await expect(page.getByRole('region', { name: 'Preview of the document' })).toContainText('and 474 more lines');
  expect(await page.locator('[data-line]').count()).toBe(LINES);
  expect(await page.locator('[data-line] input').count()).toBeLessThan(120 * 5);

  // At the far end, Enter makes the next line and the cursor is in it.
  await page.locator(`[data-line="${LINES - 1}"]`).scrollIntoViewIfNeeded();
  await page.getByLabel(`Tax % of line ${LINES}`, { exact: true }).press('Enter');
  await expect(page.getByLabel(`Description of line ${LINES + 1}`, { exact: true })).toBeFocused();
  await page.keyboard.type('The last part');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel(`Description of line ${LINES}`, { exact: true })).toBeFocused();

  // A fault far out of sight is where the cursor goes.
  await page.locator('[data-line="0"]').scrollIntoViewIfNeeded();
  await page.getByLabel('Description of line 1', { exact: true }).fill('The first part');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel(`Unit price of line ${LINES + 1}`, { exact: true })).toBeFocused();
  await page.keyboard.type('2');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('$501.00');
  await expect(page.getByRole('rowheader', { name: /^The first part/ })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /^The last part/ })).toBeAttached();
});

test('rows of a spreadsheet are pasted as lines, and one is put between them', async ({ page }) => {
  await signIn(page);
  await page.goto('/invoices/new');
  const description = page.getByLabel('Description of line 1');
  await description.focus();
  await description.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Type\t3\t€1,234.50\nBooks\t\t50\n');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByLabel('Description of line 1')).toHaveValue('Type');
  await expect(page.getByLabel('Unit price of line 1')).toHaveValue('1234.50');
  await expect(page.getByLabel('Quantity of line 1')).toHaveValue('3');
  await expect(page.getByLabel('Description of line 2')).toBeFocused();
  await expect(page.locator('[data-line]')).toHaveCount(2);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByLabel('Description of line 2')).toBeFocused();
  await expect(page.getByLabel('Description of line 2')).toHaveValue('');
  await expect(page.getByLabel('Description of line 3')).toHaveValue('Books');
});

test('on a phone every figure of a line has its label, and nothing runs off the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  await page.goto('/invoices/new');
  for (const label of ['Quantity', 'Unit price', 'Discount', 'Tax %']) {
    await expect(page.locator('label', { hasText: `${label} of line 1` })).toBeVisible();
  }
  const description = await page.getByLabel('Description of line 1').boundingBox();
  expect(description?.width).toBeGreaterThan(280);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
