import { readFile } from 'node:fs/promises';
import { type Download, expect, type Page, test } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';
import { brokenRows, fileOfUsage, monthlyFee, spentBy, tiers, usedInNovember } from './usage-of-november.ts';

type Made = { id: string };

async function setTheScene(page: Page) {
  await post(page, '/meters', { code: 'e2e_tokens', name: 'Tokens written', aggregation: 'sum', unit: 'token' });
  const plan = await post<Made>(page, '/plans', {
    code: 'e2e-tokens',
    name: 'Tokens',
    currency: 'USD',
    components: [
      {
        kind: 'recurring',
        name: 'Platform fee',
        timing: 'arrear',
        pricing: { model: 'flat', amount: monthlyFee },
      },
      {
        kind: 'usage',
        name: 'Tokens written',
        meter: 'e2e_tokens',
        pricing: { model: 'graduated', per_units: 1000, tiers },
      },
    ],
  });
  for (const [name, external_id] of [
    ['Larkspur Robotics', 'e2e-larkspur'],
    ['Fennel Foods', 'e2e-fennel'],
  ]) {
    const whose = { name, external_id, email: `${external_id}@example.com`, currency: 'USD', time_zone: 'UTC' };
    const customer = await post<Made>(page, '/customers', whose);
    await post(page, '/subscriptions', { customer_id: customer.id, plan_id: plan.id, start_date: '2023-11-01' });
  }
}

async function upload(page: Page, name: string, content: string) {
  await page.goto('/usage/import');
  await page
    .getByLabel(/Drop a file here/)
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content, 'utf8') });
  await page.getByRole('button', { name: 'Import the file' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function expectCounts(page: Page, counts: Record<string, string>) {
  for (const [label, value] of Object.entries(counts)) {
    const figure = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });
    await expect(figure.getByText(value, { exact: true }), label).toBeVisible();
  }
}

async function downloaded(page: Page, click: () => Promise<void>): Promise<{ download: Download; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await click();
  const download = await waiting;
  return { download, bytes: await readFile(await download.path()) };
}

test.describe.configure({ mode: 'serial' });

test('a file of usage goes in through the page, and every wrong row is listed with its reason', async ({ page }) => {
  await signIn(page);
  await setTheScene(page);
  const { text, good, twice } = fileOfUsage();
  await upload(page, 'november.csv', text);
  const counts = {
    'Rows in the file': String(good + twice + brokenRows.length),
    New: String(good),
    'Known already': String(twice),
    Rejected: String(brokenRows.length),
  };
  await expectCounts(page, counts);
  await page.reload();
  await expectCounts(page, counts);
  const rejected = page.getByRole('table', { name: 'Rejected rows' });
  await expect(rejected.getByRole('row')).toHaveCount(brokenRows.length + 1);
  for (const [index, broken] of brokenRows.entries()) {
    const row = rejected.getByRole('row').nth(index + 1);
    await expect(row.getByRole('cell').nth(0)).toHaveText(String(good + twice + 2 + index));
    await expect(row.getByRole('cell').nth(1)).toHaveText(broken.column);
    await expect(row.getByRole('cell').nth(2)).toContainText(broken.reason);
    await expect(row.getByRole('cell').nth(3)).toHaveText(broken.row);
  }
  const { download, bytes } = await downloaded(page, () => page.getByRole('button', { name: 'Download' }).click());
  expect(download.suggestedFilename()).toBe('rejected rows of november.csv');
  expect(bytes.toString('utf8')).toContain('e2e-nobody');
});

test('the same file a second time adds nothing', async ({ page }) => {
  await signIn(page);
  const { text, good, twice } = fileOfUsage();
  await upload(page, 'november again.csv', text);
  await expectCounts(page, { New: '0', 'Known already': String(good + twice), Rejected: String(brokenRows.length) });
  await page.getByRole('link', { name: 'Usage imports' }).click();
  await expect(page.getByRole('row', { name: /november again\.csv/ })).toBeVisible();
  await page.getByRole('link', { name: 'Records' }).click();
  await page.getByRole('combobox', { name: 'Any meter' }).selectOption('e2e_tokens');
  await expect(page.getByText(`${good} records`, { exact: true })).toBeVisible();
});

test('a file that is no usage is refused whole, in words', async ({ page }) => {
  await signIn(page);
  await page.goto('/usage/import');
  const choose = (name: string, content: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  await choose('payroll.xlsx', 'PK');
  await page.getByRole('button', { name: 'Import the file' }).click();
  await expect(page.getByRole('alert')).toContainText('"payroll.xlsx" is neither CSV nor NDJSON');
  await choose('payroll.csv', 'name,salary\nAda,1\n');
  await expect(page.getByRole('alert')).toBeHidden();
  await page.getByRole('button', { name: 'Import the file' }).click();
  await expect(page.getByRole('alert')).toContainText('has no column id');
  await expect(page.getByRole('alert')).toContainText('Nothing was imported');
});

test('the record that a row became is found by its day and customer, and shows its properties', async ({ page }) => {
  await signIn(page);
  await page.goto('/usage?meter=e2e_tokens&from=2023-11-30&to=2023-11-30');
  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.keyboard.type('Larkspur');
  await page.getByRole('option', { name: /Larkspur Robotics/ }).click();
  await expect(page).toHaveURL(/customer_id=/);
  await page.getByRole('button', { name: /Record e2e-late / }).click();
  const sheet = page.getByRole('dialog', { name: 'Usage record' });
  await expect(sheet).toContainText('2023-11-30T23:00:00');
  await expect(sheet).toContainText('eu-north');
  await sheet.getByRole('link', { name: 'A file' }).click();
  await expect(page.getByRole('heading', { name: 'november.csv' })).toBeVisible();
});

test('the usage is billed as previewed, the invoice says why, and its PDF holds the same total', async ({ page }) => {
  await signIn(page);
  const larkspur = spentBy('e2e-larkspur');
  await page.goto('/billing-runs/new?date=2023-12-01');
  await expect(page.getByRole('row', { name: /Larkspur Robotics/ })).toContainText(`$${larkspur.total}`);
  await expect(page.getByRole('row', { name: /Fennel Foods/ })).toContainText(`$${spentBy('e2e-fennel').total}`);
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByText('Completed')).toBeVisible();
  await page.getByRole('link', { name: /See the 2 invoices/ }).click();
  await page.getByRole('row', { name: /Larkspur Robotics/ }).click();

  const line = page.getByRole('row', { name: /^Tokens written/ });
  await expect(line).toContainText(`$${larkspur.usage}`);
  await line.getByRole('button', { name: 'How was this calculated?' }).click();
  const steps = page.getByRole('table', { name: `How $${larkspur.usage} was calculated` });
  await expect(steps).toContainText('10,000 × $0.50 per 1,000');
  await expect(steps).toContainText('40,000 × $0.30 per 1,000');
  const rest = (usedInNovember('e2e-larkspur') - 50_000).toLocaleString('en-US');
  await expect(steps).toContainText(`${rest} × $0.20 per 1,000`);

  const { download, bytes } = await downloaded(page, () => page.getByRole('button', { name: 'PDF' }).click());
  expect(download.suggestedFilename()).toMatch(/^INV-.*\.pdf$/);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  expect(text).toContain('Larkspur Robotics');
  expect(text).toContain(larkspur.usage);
  expect(text).toContain(larkspur.total);
});
