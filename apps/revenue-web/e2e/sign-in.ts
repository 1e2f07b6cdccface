import { expect, type Page } from '@playwright/test';

const { E2E_EMAIL = '', E2E_PASSWORD = '' } = process.env;

export const owner = { email: E2E_EMAIL, password: E2E_PASSWORD };

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, path = '/') {
  await page.goto(path);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('#content')).toBeVisible();
}
