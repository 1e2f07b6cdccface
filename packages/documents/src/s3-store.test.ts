import { afterEach, beforeEach, expect, it } from 'vitest';
import { createS3Store, type S3Options } from './s3-store.ts';
import { S3_BUCKET, S3_KEYS, S3_REGION, type S3Server, startS3Server } from './testing/s3-server.ts';

let server: S3Server;

beforeEach(async () => {
  server = await startS3Server();
});
afterEach(() => server.stop());

const storeWith = (changes: Partial<S3Options> = {}) =>
  createS3Store({ endpoint: server.endpoint, region: S3_REGION, bucket: S3_BUCKET, ...S3_KEYS, ...changes });

const bytes = new Uint8Array([37, 80, 68, 70, 0, 255, 10, 13]);
const unknown = 'ab'.repeat(32);

it('returns what was put under the hash of its content, each request signed as the server demands', async () => {
  const store = storeWith();
  const stored = await store.put(bytes);
  expect(stored).toEqual({ content_hash: expect.stringMatching(/^[0-9a-f]{64}$/), byte_size: 8 });
  expect(await store.get(stored.content_hash)).toEqual(bytes);
  expect([...server.objects.keys()]).toEqual([`/papers/documents/${stored.content_hash}`]);
  expect(store.describe()).toBe(`s3: ${server.endpoint}/papers/documents`);
});

it('keeps the same bytes once', async () => {
  const store = storeWith();
  await Promise.all([store.put(bytes), store.put(bytes), store.put(new Uint8Array())]);
  expect(server.objects.size).toBe(2);
});

it('knows nothing of a hash that was never put, and asks for nothing but hashes', async () => {
  const store = storeWith();
  expect(await store.get(unknown)).toBeNull();
  expect(await store.get('../../other-bucket/secret')).toBeNull();
  expect(server.asked).toEqual([`GET /papers/documents/${unknown}`]);
});

it('refuses to hand out damaged bytes, and mends them when they are put again', async () => {
  const store = storeWith();
  const { content_hash } = await store.put(bytes);
  server.objects.set(`/papers/documents/${content_hash}`, Buffer.from('cut sh'));
  await expect(store.get(content_hash)).rejects.toMatchObject({ code: 'internal' });
  await store.put(bytes);
  expect(await store.get(content_hash)).toEqual(bytes);
});

it('tries again when the service is short of breath, and says so when it stays that way', {
  timeout: 20_000,
}, async () => {
  const store = storeWith();
  server.stumble(2);
  const { content_hash } = await store.put(bytes);
  expect(server.asked).toHaveLength(3);
  server.stumble(3);
  await expect(store.get(content_hash)).rejects.toMatchObject({
    code: 'document_store_failed',
    message: expect.stringContaining('answered 503 SlowDown'),
  });
});

it.each<[string, Partial<S3Options>, string]>([
  ['a wrong secret', { secret_access_key: 'another' }, '403 SignatureDoesNotMatch; correct S3_SECRET_ACCESS_KEY'],
  ['an unknown key', { access_key_id: 'AKIDOTHER' }, '403 InvalidAccessKeyId; correct S3_ACCESS_KEY_ID'],
  ['another region', { region: 'us-east-1' }, '400 AuthorizationHeaderMalformed; correct S3_REGION'],
  ['another bucket', { bucket: 'none' }, '404 NoSuchBucket; make the bucket or correct S3_BUCKET'],
  ['no server', { endpoint: 'http://127.0.0.1:1' }, 'cannot be reached'],
])('names %s with the setting to correct', { timeout: 20_000 }, async (_what, changes, says) => {
  const store = storeWith(changes);
  const refused = { code: 'document_store_failed', message: expect.stringContaining(says) };
  await expect(store.put(bytes)).rejects.toMatchObject(refused);
  await expect(store.get(unknown)).rejects.toMatchObject(refused);
  await expect(store.probe()).rejects.toMatchObject(refused);
});

it('is looked at without writing anything', async () => {
  await storeWith().probe();
  expect(server.objects.size).toBe(0);
});
