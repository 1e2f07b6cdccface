import { expect, test } from '@playwright/test';
import { owner } from './environment.ts';
import { signInByHand } from './sign-in.ts';

test('someone who is not signed in is asked to, and then taken where they wanted to go', async ({ page }) => {
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings/);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('a wrong password is refused in words, and nothing is shown', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText(/wrong/i);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
});

test('signing out ends the session', async ({ page }) => {
  await signInByHand(page);
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Revenue' })).toBeVisible();
  await page.goto('/customers');
  await expect(page.getByRole('heading', { name: 'Sign in to Revenue' })).toBeVisible();
});

test('nothing is fetched from another machine, and no script is refused', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (['http:', 'https:'].includes(address.protocol) && address.origin !== new URL(baseURL ?? '').origin)
      foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (/Content Security Policy|violates/i.test(message.text())) complaints.push(message.text());
  });
  await signInByHand(page);
  for (const path of ['/customers', '/invoices', '/plans', '/usage', '/jobs', '/outbox', '/settings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});
