import { expect, type Page, test } from '@playwright/test';
import { post } from './api.ts';
import { signIn } from './sign-in.ts';

/** Moves on by keyboard and types where the focus lands. */
async function tabTo(page: Page, name: string, text?: string) {
  const field = page.getByLabel(new RegExp(`^${name}( ?optional)?$`));
  for (let at = 0; at < 25; at += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(field).toBeFocused();
  if (text === undefined) return;
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

test('a plan with tiers is built by keyboard, published, priced, and its subscribers moved and back', async ({
  page,
}) => {
  await signIn(page);
  await page.request.post('/api/meters', { data: { code: 'minutes', name: 'Build minutes', unit: 'minute' } });
  await page.goto('/plans/new');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Runner');
  await tabTo(page, 'Trial', '14');
  await page.getByLabel('Amount per period').focus();
  await page.keyboard.type('49');
  await page.getByLabel('Name on the invoice').nth(1).focus();
  await page.keyboard.type('Minutes');
  await page.getByLabel('Meter').selectOption('minutes');
  await page.getByLabel('Tier 1 up to').focus();
  await page.keyboard.type('500');
  await tabTo(page, 'Tier 1 price in USD', '0.10');
  await tabTo(page, 'Tier 2 price in USD', '-1');
  // What is typed is priced while it is typed, and a fault stands beside its field, by name.
  await page.getByRole('button', { name: 'Publish plan' }).press('Enter');
  await expect(page.getByText('must not be negative')).toBeVisible();
  await page.getByLabel('Tier 2 price in USD').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0.05');
  await expect(page.getByLabel('Example of Minutes')).toContainText('500 minutes');
  await expect(page.getByLabel('Example of Minutes')).toContainText('$50.00');
  await page.getByRole('button', { name: 'Publish plan' }).press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Runner' })).toBeVisible();
  await expect(page.getByText('14 days free to try')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Tiers of Minutes' })).toContainText('Above 500');
  await page.getByRole('textbox', { name: 'Minutes' }).fill('700');
  // 49 a month, 500 minutes at 10 cents and 200 at 5.
  await expect(page.getByLabel('Total', { exact: true })).toHaveText('$109.00');
  await page.getByText('How was this calculated?').click();
  await expect(page.getByRole('table', { name: 'How the price of Minutes came about' })).toContainText('$60.00');
  await page.getByText('Show as table').click();
  await expect(page.getByRole('table', { name: 'Price of Minutes by quantity' })).toContainText('501');

  await page.getByRole('checkbox', { name: /Everybody may read this plan/ }).check();
  await expect(page.getByRole('link', { name: 'Open it' })).toBeVisible();
  const address = (await page.getByRole('link', { name: 'Open it' }).getAttribute('href')) ?? '';
  const shown = await page.request.get(address);
  expect(JSON.stringify(await shown.json())).toContain('"code":"runner"');

  const plan_id = page.url().split('/').at(-1);
  for (const name of ['Heron Works', 'Otter Works']) {
    const email = `ap@${name.split(' ')[0]?.toLowerCase()}.example.com`;
    const customer = await post<{ id: string }>(page, '/customers', { name, email, currency: 'USD' });
    await post(page, '/subscriptions', { customer_id: customer.id, plan_id });
  }

  await page.getByRole('link', { name: 'New version' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2, draft' })).toBeVisible();
  // Loaded anew, the meters come after the form: what was chosen stays chosen.
  await page.reload();
  await expect(page.getByLabel('Meter')).toHaveValue('minutes');
  await page.getByLabel('Amount per period').fill('59');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Version 2 is a draft')).toBeVisible();
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish version 2 of Runner' });
  await expect(dialog.getByRole('row', { name: /Amount per period/ })).toContainText('$59.00');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('table', { name: 'Versions' }).getByRole('row')).toHaveCount(3);
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare versions' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Base fee' })).toContainText('$49.00');

  await page.goto(`/plans/${plan_id}/migrate`);
  const moving = page.getByRole('table', { name: 'Subscriptions that move' });
  await expect(moving.getByRole('row', { name: /Heron Works/ })).toContainText('$59.00');
  await page.getByRole('button', { name: 'Move 2 subscriptions…' }).click();
  const question = page.getByRole('dialog', { name: 'Move 2 subscriptions to version 2' });
  await expect(question).toContainText('from $98.00 to $118.00');
  await question.getByRole('button', { name: 'Move them' }).click();
  await expect(page.getByText('2 subscriptions moved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('2 subscriptions moved', { exact: true })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Take back…' }).click();
  await page
    .getByRole('dialog', { name: 'Take the migration back' })
    .getByRole('button', { name: 'Take it back' })
    .click();
  await expect(page.getByText('2 subscriptions moved back', { exact: true })).toBeVisible();
});
