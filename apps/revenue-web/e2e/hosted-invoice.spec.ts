import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { post } from './api.ts';
import { auditEverywhere } from './audit-page.ts';
import { signIn } from './sign-in.ts';

type Made = { id: string; invoice_number: string };

async function sentInvoice(page: Page): Promise<Made> {
  const customer = await post<Made>(page, '/customers', {
    name: 'Ευφροσύνη Παπαδημητρίου',
    company: 'Ελληνικές Ναυτιλιακές Υπηρεσίες Α.Ε.',
    email: `hosted-${test.info().testId}@naftiliaki.example.com`,
    country: 'GR',
    currency: 'EUR',
    locale: 'el-GR',
  });
  const items = [
    { description: 'Licence', quantity: 3, unit_price: '1234.50' },
    { description: 'Техническая поддержка', unit_price: '99.99' },
  ];
  const invoice = await post<Made>(page, '/invoices', { customer_id: customer.id, items, notes: 'Σας ευχαριστούμε.' });
  await post(page, `/invoices/${invoice.id}/send`, {});
  return invoice;
}

test('a customer opens the link in a fresh browser, and the sender sees that they did', async ({ page, browser }) => {
  await signIn(page);
  const invoice = await sentInvoice(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/invoices/${invoice.id}`);
  await expect(page.getByText('Nobody but you has looked at it yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Copy public link' }).click();
  await expect(page.getByText('Public link copied')).toBeVisible();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.pathname).toMatch(/^\/i\/[\w-]{64}$/);

  // Their own people see it as well, and do not count.
  const own = await page.context().newPage();
  await own.goto(link.pathname);
  await expect(own.getByText('this does not count as a view')).toBeVisible();
  await own.close();

  const stranger = await browser.newContext();
  const theirs = await stranger.newPage();
  const answer = await theirs.goto(link.pathname);
  expect(answer?.status()).toBe(200);
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(`Invoice ${invoice.invoice_number}`);
  const sheet = theirs.getByRole('article');
  await expect(sheet).toContainText('3.803,49 €');
  await expect(sheet).toContainText('Техническая поддержка');
  await expect(sheet).toContainText('Σας ευχαριστούμε.');
  await expect(theirs.getByText('does not count')).toHaveCount(0);

  // Greek has no words here: English stands in, until its reader chooses another.
  await expect(theirs.locator('html')).toHaveAttribute('lang', 'en');
  await theirs.getByRole('combobox', { name: 'Language' }).selectOption('fr');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(`Facture ${invoice.invoice_number}`);
  await expect(theirs.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(sheet).toContainText('À payer au plus tard le');
  await theirs.getByRole('combobox', { name: 'Langue' }).selectOption('en');

  const waiting = theirs.waitForEvent('download');
  await theirs.getByRole('link', { name: 'Download PDF' }).click();
  const download = await waiting;
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())));
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text.replace(/\s/g, ' ')).toContain('3.803,49 €');
  await stranger.close();

  await page.reload();
  await expect(page.getByText(/^Looked at once, on /)).toBeVisible();
  await expect(page.getByText('Seen on its public page', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Replace…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace the link' }).click();
  await expect(page.getByText('There is a new public link')).toBeVisible();
  const late = await browser.newPage();
  const gone = await late.goto(link.pathname);
  expect(gone?.status()).toBe(404);
  await expect(late.getByText('This link does not work any more')).toBeVisible();
  await late.close();
});

test('the public page is readable in both themes, at its widest and on a telephone', async ({ page, browser }) => {
  await signIn(page);
  const { id } = await sentInvoice(page);
  const { url } = (await (await page.request.get(`/api/invoices/${id}/link`)).json()) as { url: string };
  const stranger = await browser.newContext();
  const theirs = await stranger.newPage();
  await theirs.goto(new URL(url).pathname);
  await expect(theirs.getByRole('article')).toBeVisible();
  await auditEverywhere(theirs, 'the public page');
  await stranger.close();
});
