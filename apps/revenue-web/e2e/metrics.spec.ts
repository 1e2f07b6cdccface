import { expect, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

/** In a currency of its own, so that other stories told on the same company change none of its figures. */
test('MRR, churn and lifecycle tell of a subscription that began, with table and CSV', async ({ page }) => {
  await signIn(page);
  const whose = { name: 'Saffron Sails', email: 'saffron@sails.example', currency: 'SEK', country: 'SE' };
  const customer = await post<Made>(page, '/customers', whose);
  const pricing = { model: 'flat', amount: 1200 };
  const plan = await post<Made>(page, '/plans', {
    code: 'sails-yearly',
    name: 'Sails',
    currency: 'SEK',
    interval: 'year',
    components: [{ kind: 'recurring', name: 'Fee', pricing }],
  });
  await post(page, '/subscriptions', { customer_id: customer.id, plan_id: plan.id });

  await page.goto(`/reports/mrr?plan_id=${plan.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'MRR' })).toBeVisible();
  const figures = page.locator('dl').first();
  await expect(figures).toContainText('SEK 100.00');
  await expect(figures).toContainText('SEK 1,200.00');
  await page.getByText('Show as table').click();
  const chart = page.getByRole('table', { name: /MRR and its movements by month in SEK/ });
  await expect(chart.getByRole('row').last()).toContainText('SEK 100.00');
  await expect(page.getByRole('table', { name: 'From opening to closing MRR in SEK' })).toContainText('SEK 100.00');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^mrr per month .*\.csv$/);

  await page.getByLabel('Not split').selectOption('country');
  await expect(page.getByRole('table', { name: 'MRR by country in SEK' })).toContainText('Sweden');

  await page.goto(`/reports/churn?plan_id=${plan.id}`);
  await expect(page.locator('dl').first()).toContainText('cannot be told while no customer was lost');

  await page.goto(`/reports/lifecycle?plan_id=${plan.id}`);
  await expect(page.getByRole('row', { name: /^Active/ })).toContainText('1');

  await page.goto(`/customers/${customer.id}`);
  await expect(page.getByRole('main')).toContainText('SEK 100.00');
});
