import { expect, type Page, test } from '@playwright/test';
import { auditEverywhere } from './audit-page.ts';
import { detailPages } from './detail-pages.ts';
import { signIn } from './sign-in.ts';
import { fileOfUsage } from './usage-of-november.ts';

const pages = [
  '/',
  '/customers',
  '/customers/new',
  '/subscriptions',
  '/subscriptions/new',
  '/invoices',
  '/invoices/new',
  '/invoices/import',
  '/invoices/imports',
  '/credit-notes',
  '/billing-cycles',
  '/billing-cycles/new',
  '/billing-runs',
  '/billing-runs/new',
  '/products',
  '/products/new',
  '/plans',
  '/plans/new',
  '/meters',
  '/usage',
  '/usage/imports',
  '/usage/import',
  '/reports/revenue',
  '/reports/revenue?interval=quarter&group_by=country',
  '/reports/mrr',
  '/reports/mrr?interval=quarter&group_by=plan',
  '/reports/churn',
  '/reports/lifecycle',
  '/reports/customers',
  '/api-keys',
  '/jobs',
  '/outbox',
  '/settings',
  '/settings/subscriptions',
  '/settings/mail',
  '/settings/mail?template=overdue&level=3',
  '/customers/no-id',
  '/no-such-page',
];

/** A report has no address before there is a file: one with a row of every kind, the long reasons among them. */
async function importReport(page: Page): Promise<string> {
  // Of records that no other story waits for.
  const text = fileOfUsage().text.replaceAll('e2e', 'audit');
  const headers = { 'content-type': 'text/csv' };
  const answer = await page.request.post('/api/usage/imports?file_name=audit.csv', { headers, data: text });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  return `/usage/imports/${id}`;
}

/** Nothing is on its way any more, and nothing on the page stands in for it. */
function watchArrivals(page: Page): () => Promise<void> {
  let underway = 0;
  page.on('request', () => (underway += 1));
  page.on('requestfinished', () => (underway -= 1));
  page.on('requestfailed', () => (underway -= 1));
  return async () => {
    await expect(page.locator('[aria-busy="true"], .animate-pulse')).toHaveCount(0);
    await expect.poll(() => underway, { intervals: [50] }).toBe(0);
  };
}

// Half of them each, so that two can be looked at beside each other.
for (const half of [0, 1]) {
  test(`every page is readable and named in both themes, wide and on a telephone (${half + 1} of 2)`, async ({
    page,
  }) => {
    const untilArrived = watchArrivals(page);
    await signIn(page);
    const all = [...pages, await importReport(page), ...(await detailPages(page))];
    for (const path of all.filter((_, at) => at % 2 === half)) {
      await page.goto(path);
      await expect(page.locator('h1'), path).toBeVisible();
      await untilArrived();
      await auditEverywhere(page, path);
    }
  });
}
