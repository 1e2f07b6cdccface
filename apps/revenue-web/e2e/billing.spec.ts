import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string };

/** 12,000 calls: 10,000 at 0.50 and 2,000 at 0.30 per 1,000, and 20.00 a month: 25.60. */
async function setTheScene(page: Page) {
  const customer = await post<Made>(page, '/customers', {
    name: 'Quarry Analytics',
    email: 'ap@quarry.example.com',
    external_id: 'e2e-quarry',
    currency: 'USD',
    time_zone: 'UTC',
  });
  const tiers = [
    { up_to: 10_000, unit_amount: 0.5 },
    { up_to: null, unit_amount: 0.3 },
  ];
  const plan = await post<Made & { latest_version: { components: Made[] } }>(page, '/plans', {
    code: 'e2e-inference',
    name: 'Inference',
    currency: 'USD',
    components: [
      { kind: 'recurring', name: 'Base fee', timing: 'arrear', pricing: { model: 'flat', amount: 20 } },
      { kind: 'recurring', name: 'Calls', timing: 'arrear', pricing: { model: 'graduated', per_units: 1000, tiers } },
    ],
  });
  const quantities = [{ component_id: plan.latest_version.components[1]?.id, quantity: 12_000 }];
  await post(page, '/subscriptions', {
    customer_id: customer.id,
    plan_id: plan.id,
    start_date: '2023-11-01',
    quantities,
  });
  return customer;
}

test('a run previews what it will bill, bills it, and the invoice explains itself', async ({ page }) => {
  await signIn(page);
  const customer = await setTheScene(page);

  await page.goto(`/billing-runs/new?date=2023-12-01&customer_id=${customer.id}`);
  await expect(page.getByRole('row', { name: /Quarry Analytics/ })).toContainText('$25.60');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByText('Completed')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main')).toContainText('$25.60');

  await page.getByRole('link', { name: /See the invoice/ }).click();
  await page.getByRole('link', { name: /INV-/ }).click();
  const line = page.getByRole('row', { name: /^Calls/ });
  await line.getByRole('button', { name: 'How was this calculated?' }).click();
  const steps = page.getByRole('table', { name: 'How $5.60 was calculated' });
  await expect(steps).toContainText('Tier 1: the first 10,000');
  await expect(steps).toContainText('10,000 × $0.50 per 1,000');
  await expect(steps).toContainText('2,000 × $0.30 per 1,000');
  await expect(page.getByText('Total', { exact: true })).toBeVisible();
  // Nobody owes a draft yet.
  await expect(page.getByText('Amount due')).toHaveCount(0);

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PDF' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^INV-.*\.pdf$/);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())));
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text).toContain('25.60');
  expect(text).toContain('Quarry Analytics');

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const question = page.getByRole('dialog', { name: /^Send INV-.*\?$/ });
  await expect(question).toContainText('$25.60 to ap@quarry.example.com, due');
  await expect(question).toContainText('its content is then fixed');
  await question.getByRole('button', { name: 'Send $25.60' }).click();
  await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Amount due')).toBeVisible();
  await expect(page.getByText('Mail to ap@quarry.example.com kept in the outbox, not sent')).toBeVisible();
  await page.goto('/outbox');
  await page
    .getByRole('link', { name: /Invoice INV-/ })
    .first()
    .click();
  const mail = page.frameLocator('iframe');
  await expect(mail.locator('body')).toContainText('25.60');
});

test('a second run over the same days bills nothing', async ({ page }) => {
  await signIn(page);
  await page.goto('/billing-runs/new?date=2023-12-01');
  await expect(page.getByText('Nothing is due')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the run' })).toBeDisabled();
});
