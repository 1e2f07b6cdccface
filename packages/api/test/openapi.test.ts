import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi.ts';

it('packages/api/openapi.json is in step with the procedures (pnpm openapi writes it)', () => {
  const committed = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
  expect(openApiDocument()).toEqual(committed);
});

it('every reference of the document leads to something in it', () => {
  const document = openApiDocument();
  const references = referencesOf(document);
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((reference) => follow(document, reference) === undefined)).toEqual([]);
});

function referencesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === '$ref' && typeof value === 'string' ? [value] : referencesOf(value),
  );
}

/** A JSON pointer of RFC 6901, as a fragment. */
function follow(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  const parts = reference.slice(2).split('/');
  return parts
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
}
