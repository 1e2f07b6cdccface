import { expect, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { traveller } from './environment.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

async function subscribe(page: Page): Promise<void> {
  const customer = await post<Made>(page, '/customers', {
    name: 'Harbour Works',
    email: 'ap@harbour.example.com',
    currency: 'USD',
    time_zone: 'UTC',
  });
  const plan = await post<Made>(page, '/plans', {
    code: 'berth',
    name: 'Berth',
    currency: 'USD',
    components: [{ kind: 'recurring', name: 'Berth', pricing: { model: 'flat', amount: 30 } }],
  });
  await post(page, '/subscriptions', { customer_id: customer.id, plan_id: plan.id });
}

async function advance(page: Page, how: string): Promise<void> {
  await page.getByRole('button', { name: 'Advance time' }).click();
  const dialog = page.getByRole('dialog', { name: 'Advance time' });
  await dialog.getByLabel(how).check();
  await dialog.getByRole('button', { name: 'Advance', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^From / }).getByText('Completed')).toBeVisible({ timeout: 60_000 });
}

test('the clock of a test company is advanced to the next renewal, and its invoice is there', async ({ page }) => {
  await signIn(page, traveller);
  await subscribe(page);
  await page.goto('/');
  const strip = page.getByRole('region', { name: 'Time of the test company' });
  await expect(strip).toContainText('Its time is real');

  // The period that began today is billed first.
  await advance(page, 'One day');
  const report = page.getByRole('dialog', { name: /^From / });
  await expect(report).toContainText('1 invoice made');
  await report.getByRole('button', { name: 'Close' }).last().click();
  await expect(strip).toContainText('Its clock stands at');
  await expect(page.getByRole('row', { name: /Harbour Works/ })).toHaveCount(1);

  await advance(page, 'To the next renewal');
  await expect(report).toContainText('1 subscription renewed');
  await expect(report).toContainText('$30.00 on one invoice');
  await report.getByRole('link', { name: /^INV-/ }).click();
  await expect(page.getByRole('heading', { name: /^INV-/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Berth/ })).toContainText('$30.00');

  // What time it is, and what happened, is the server's to say.
  await page.reload();
  await expect(strip).toContainText('Its clock stands at');
  await strip.getByRole('button', { name: 'What happened' }).click();
  await expect(report).toContainText('1 subscription renewed');
  const clock = await (await page.request.get('/api/test-clock')).json();
  const invoices = await (await page.request.get('/api/invoices?sort=-issue_date')).json();
  expect(invoices.data[0].issue_date).toBe(clock.now.slice(0, 10));
  expect(clock.now > clock.real_now).toBe(true);
});

test('a test company in real time asks for no more than another', async ({ page }) => {
  await page.clock.install();
  await signIn(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('test_clock.get')) asked.push(request.url());
  });
  await page.goto('/invoices');
  await expect(page.getByText('Its time is real')).toBeVisible();
  // Whoever comes back to the window asks once more; the answer, which tells a later time, must not lead to the next question.
  await page.clock.runFor(5_500);
  const again = page.waitForResponse(/test_clock\.get/);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await (await again).finished();
  await page.clock.runFor(3_000);
  await page.waitForTimeout(500);
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(asked.length).toBeLessThanOrEqual(3);
});
