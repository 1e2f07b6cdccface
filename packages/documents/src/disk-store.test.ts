import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDiskStore } from './disk-store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document store '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = new TextEncoder().encode('%PDF-1.3 a document');
const hash = '5a5e1a2b7aa0cbe0f2fbe2ba5fa0b7bd0a1ff1e5a4a0c3b5f7e2cf5a0b3d1d11';

it('returns what was put under the hash of its content', async () => {
  const store = createDiskStore(join(folder, 'not', 'made yet'));
  const stored = await store.put(bytes);
  expect(stored).toEqual({ content_hash: expect.stringMatching(/^[0-9a-f]{64}$/), byte_size: 19 });
  expect(await store.get(stored.content_hash)).toEqual(bytes);
});

it('keeps the same bytes once, in folders named by the hash, and leaves no temporary file', async () => {
  const store = createDiskStore(folder);
  const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes)));
  const { content_hash } = stored[0] ?? { content_hash: '' };
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.map((file) => file.name)).toEqual([content_hash]);
  expect(files[0]?.parentPath).toBe(join(folder, content_hash.slice(0, 2), content_hash.slice(2, 4)));
});

it('knows nothing of a hash that was never put, nor of a path in its place', async () => {
  const store = createDiskStore(folder);
  expect(await store.get(hash)).toBeNull();
  expect(await store.get('../../../etc/passwd')).toBeNull();
});

it('refuses to hand out damaged bytes, and mends them when they are put again', async () => {
  const store = createDiskStore(folder);
  const { content_hash } = await store.put(bytes);
  await writeFile(join(folder, content_hash.slice(0, 2), content_hash.slice(2, 4), content_hash), 'cut sh');
  await expect(store.get(content_hash)).rejects.toMatchObject({ code: 'internal' });
  await store.put(bytes);
  expect(await store.get(content_hash)).toEqual(bytes);
});
