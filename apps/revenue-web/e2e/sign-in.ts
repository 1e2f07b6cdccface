import { type Cookie, expect, type Page } from '@playwright/test';
import { owner } from './environment.ts';

/** The sessions of this run, by address: signed in to once, and never signed out of. */
const sessions = new Map<string, Cookie[]>();

/** Lets the page be somebody's who is signed in; no page is opened. */
export async function signIn(page: Page, who = owner) {
  const context = page.context();
  const session = sessions.get(who.email);
  if (session) return void (await context.addCookies(session));
  const answer = await page.request.post('/auth/sign-in', { data: who });
  expect(answer.ok(), await answer.text()).toBe(true);
  sessions.set(who.email, await context.cookies());
}

/** Signs in through the page, as a person does: a session of its own, which may be ended. */
export async function signInByHand(page: Page, path = '/') {
  await page.goto(path);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('#content')).toBeVisible();
}
