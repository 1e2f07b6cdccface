import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi.ts';

it('packages/api/openapi.json is in step with the procedures (pnpm openapi writes it)', () => {
  const committed = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
  expect(openApiDocument()).toEqual(committed);
});
