import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiKey } from '@revenue/api/access/create-api-key';
import { systemContext } from '@revenue/api/context';
import { createCustomer } from '@revenue/api/customers/create-customer';
import { createInvoice } from '@revenue/api/invoices/create-invoice';
import { createTenant } from '@revenue/api/tenants/create-tenant';
import { CreateCustomer } from '@revenue/billing-core/customers';
import { CreateInvoice } from '@revenue/billing-core/invoices';
import { openTestDatabase, type TestDatabase } from '@revenue/db/testing';
import { S3_BUCKET, S3_KEYS, S3_REGION, type S3Server, startS3Server } from '@revenue/documents/testing/s3-server';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkStore } from './cli/doctor/check-store.ts';
import { type Env, parseEnv } from './env.ts';
import { createLoggerTo } from './logger.ts';
import { buildServer } from './server.ts';
import { type OpenServices, openServices } from './services.ts';

let db: TestDatabase;
let s3: S3Server;
let folder: string;
let env: Env;
let opened: OpenServices;
let server: FastifyInstance;

beforeAll(async () => {
  db = await openTestDatabase();
  s3 = await startS3Server();
  folder = await mkdtemp(join(tmpdir(), 'revenue-s3-'));
  env = parseEnv({
    DATABASE_URL: db.adminUrl,
    DATA_DIR: folder,
    S3_ENDPOINT: s3.endpoint,
    S3_REGION,
    S3_BUCKET,
    S3_ACCESS_KEY_ID: S3_KEYS.access_key_id,
    S3_SECRET_ACCESS_KEY: S3_KEYS.secret_access_key,
  });
  const log = createLoggerTo('silent', { write: () => undefined });
  const provided = { app_url: db.appUrl, system_url: db.systemUrl, description: 'test', stop: async () => {} };
  opened = await openServices(env, provided, log);
  server = await buildServer(opened.services, log);
});
afterAll(async () => {
  await server.close();
  await opened.stop();
  await s3.stop();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

it('keeps the documents of a server in the bucket, and draws again what the bucket has lost', async () => {
  const { services } = opened;
  const { id: tenant_id } = await createTenant(services, { name: 'Papers', slug: 'papers' });
  const ctx = systemContext(services, tenant_id, 'test');
  const { secret } = await createApiKey(ctx, { name: 'test', role: 'owner' });
  const customer = await createCustomer(ctx, CreateCustomer.parse({ name: 'Ada', email: 'ada@example.com' }));
  const items = [{ description: 'Work', unit_price: 100 }];
  const { id } = await createInvoice(ctx, CreateInvoice.parse({ customer_id: customer.id, items }));
  const pdf = () => server.inject({ url: `/api/invoices/${id}/pdf`, headers: { authorization: `Bearer ${secret}` } });

  const first = await pdf();
  expect(first.statusCode).toBe(200);
  const hash = String(first.headers.etag).replaceAll('"', '');
  const path = `/${S3_BUCKET}/documents/${hash}`;
  expect([...s3.objects.keys()]).toEqual([path]);
  expect(s3.objects.get(path)?.equals(first.rawPayload)).toBe(true);
  expect(await readdir(folder)).toEqual([]);

  const asked = s3.asked.length;
  expect((await pdf()).rawPayload.equals(first.rawPayload)).toBe(true);
  expect(s3.asked.slice(asked)).toEqual([`GET ${path}`]);

  s3.objects.clear();
  expect((await pdf()).rawPayload.equals(first.rawPayload)).toBe(true);
  expect([...s3.objects.keys()]).toEqual([path]);

  // A bucket that cannot be read is told, and not written over.
  s3.stumble(3);
  const away = await pdf();
  expect(away.statusCode).toBe(502);
  expect(away.json()).toMatchObject({ code: 'document_store_failed', detail: expect.stringContaining('503 SlowDown') });
});

it('is looked at by the doctor, who says what to correct', async () => {
  expect(await checkStore(env)).toEqual([
    { check: 'document store', status: 'ok', says: `s3: ${s3.endpoint}/${S3_BUCKET}/documents` },
  ]);
  if (env.documents.kind !== 's3') throw new Error('not in S3');
  const options = { ...env.documents.options, secret_access_key: 'another' };
  const [finding] = await checkStore({ ...env, documents: { kind: 's3', options } });
  expect(finding).toMatchObject({ status: 'fail', says: expect.stringContaining('correct S3_SECRET_ACCESS_KEY') });
  expect(JSON.stringify(finding)).not.toContain('another');
  expect(await checkStore({ ...env, documents: { kind: 'disk' } })).toEqual([]);
});
