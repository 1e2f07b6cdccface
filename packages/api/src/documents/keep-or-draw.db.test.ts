import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BillingError } from '@revenue/billing-core/errors';
import { createDiskStore } from '@revenue/documents/disk-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { keepOrDraw } from './keep-or-draw.ts';

let api: TestApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenue-kept-'));
  api = await startApi({ services: { documents: createDiskStore(folder) } });
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const key = (source_hash: string) => ({ kind: 'invoice', object_id: api.tenant_id, source_hash });
const bytes = (text: string) => async () => new TextEncoder().encode(text);
const textOf = (content: Uint8Array) => new TextDecoder().decode(content);
const never = async () => {
  throw new Error('drawn again');
};
const rows = () =>
  api.db.withTenant(api.tenant_id, (tx) => tx.document.findMany({ where: { tenant_id: api.tenant_id } }));

async function filesOfStore(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

it('draws once what is asked for often', async () => {
  const first = await keepOrDraw(api.ctx, key('a'), bytes('drawn'));
  const again = await keepOrDraw(api.ctx, key('a'), never);
  expect([textOf(again.content), again.content_hash]).toEqual(['drawn', first.content_hash]);
  expect(await rows()).toHaveLength(1);
});

it('keeps one row for those who ask at once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => keepOrDraw(api.ctx, key('b'), bytes('together'))));
  expect((await rows()).filter((row) => row.source_hash === 'b')).toHaveLength(1);
});

it('draws again what was lost or spoiled, and afterwards knows the new one', async () => {
  await keepOrDraw(api.ctx, key('c'), bytes('old template'));
  for (const file of await filesOfStore()) await rm(file);
  expect(textOf((await keepOrDraw(api.ctx, key('c'), bytes('new template'))).content)).toBe('new template');
  expect(textOf((await keepOrDraw(api.ctx, key('c'), never)).content)).toBe('new template');
  for (const file of await filesOfStore()) await writeFile(file, 'cut sh');
  expect(textOf((await keepOrDraw(api.ctx, key('c'), bytes('new template'))).content)).toBe('new template');
  expect(textOf((await keepOrDraw(api.ctx, key('c'), never)).content)).toBe('new template');
  expect((await rows()).filter((row) => row.source_hash === 'c')).toHaveLength(1);
});

it('does not draw again because the store cannot be reached', async () => {
  await keepOrDraw(api.ctx, key('d'), bytes('safe'));
  const away = async () => {
    throw new BillingError('document_store_failed', 'The document store cannot be reached.');
  };
  const ctx = { ...api.ctx, documents: { ...api.ctx.documents, get: away } };
  await expect(keepOrDraw(ctx, key('d'), never)).rejects.toMatchObject({ code: 'document_store_failed' });
});
