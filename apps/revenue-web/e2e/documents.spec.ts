import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#24427a"/></svg>';

test('a logo is chosen in the settings, heads the public page, and is taken off again', async ({ page, browser }) => {
  await signIn(page);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add an account' }).click();
  const name = page.getByLabel('Account holder');
  await name.fill('Typed before the logo');
  const file = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText('Logo saved')).toBeVisible();
  await expect(page.getByAltText(/^Logo of /)).toBeVisible();
  // What was typed and not saved yet is still there.
  await expect(name).toHaveValue('Typed before the logo');
  await page.reload();

  const wrong = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') };
  await page.locator('input[type="file"]').setInputFiles(wrong);
  await expect(page.getByText('The logo is neither PNG, JPEG nor SVG.')).toBeVisible();

  const customer = await post<{ id: string }>(page, '/customers', { name: 'Logo', email: 'logo@example.com' });
  const items = [{ description: 'Work', unit_price: 10 }];
  const invoice = await post<{ id: string }>(page, '/invoices', { customer_id: customer.id, items });
  await post(page, `/invoices/${invoice.id}/send`, {});
  const { url } = (await (await page.request.get(`/api/invoices/${invoice.id}/link`)).json()) as { url: string };
  const stranger = await browser.newPage();
  await stranger.goto(new URL(url).pathname);
  const logo = stranger.getByRole('article').locator('img');
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(720);
  await stranger.close();

  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Logo removed')).toBeVisible();
  await expect(page.getByAltText(/^Logo of /)).toHaveCount(0);
});

test('a paid invoice has a receipt, one that is not has none', async ({ page }) => {
  await signIn(page);
  const customer = await post<{ id: string }>(page, '/customers', { name: 'Payer', email: 'payer@example.com' });
  const items = [{ description: 'Work', unit_price: '12.50' }];
  const invoice = await post<{ id: string }>(page, '/invoices', { customer_id: customer.id, items });
  await post(page, `/invoices/${invoice.id}/send`, {});
  await page.goto(`/invoices/${invoice.id}`);
  await expect(page.getByRole('button', { name: 'PDF' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Receipt', exact: true })).toHaveCount(0);
  const paid = await page.request.put(`/api/invoices/${invoice.id}`, { data: { status: 'paid' } });
  expect(paid.ok(), await paid.text()).toBe(true);
  await page.reload();
  const receipt = await downloaded(page, () => page.getByRole('button', { name: 'Receipt', exact: true }).click());
  expect(receipt.name).toMatch(/^Receipt .*\.pdf$/);
  expect(receipt.text).toContain('Payments received');

  await page.getByRole('button', { name: 'Language of the document' }).click();
  const german = await downloaded(page, () => page.getByRole('menuitem', { name: 'Deutsch' }).click());
  expect(german.text).toContain('Rechnungsempfänger');
});

async function downloaded(page: Page, start: () => Promise<void>): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent('download');
  await start();
  const download = await waiting;
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())));
  const { text } = await extractText(pdf, { mergePages: true });
  return { name: download.suggestedFilename(), text };
}
