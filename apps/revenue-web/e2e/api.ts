import { expect, type Page } from '@playwright/test';

/** Sets the scene through the REST door, with the session of the page. */
export async function post<Answer>(page: Page, path: string, data: object): Promise<Answer> {
  const response = await page.request.post(`/api${path}`, { data });
  expect(response.ok(), `POST ${path}: ${response.ok() ? '' : await response.text()}`).toBe(true);
  return (await response.json()) as Answer;
}
