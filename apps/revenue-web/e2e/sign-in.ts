import { expect, type Page } from '@playwright/test';
import { owner } from './environment.ts';

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, path = '/', who = owner) {
  await page.goto(path);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('#content')).toBeVisible();
}
