import { CreateCustomer } from '@revenue/billing-core/customers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../src/access/create-api-key.ts';
import { createCustomer } from '../src/customers/create-customer.ts';
import { answerOnce, LOCK_MS, retryAfterSeconds } from '../src/rest/idempotency.ts';
import { startApi, type TestApi } from './kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let serial = 0;
const someone = () => {
  serial += 1;
  return { name: `Customer ${serial}`, email: `i${serial}@example.com` };
};
const post = (key: string, body: object, path = '/api/customers', token = api.api_key) =>
  api.rest('POST', path, { body, token, headers: { 'idempotency-key': key } });
const count = async (email: string) => (await api.rest('GET', `/api/customers?q=${email}`)).body.data.length;

describe('a POST under an Idempotency-Key', () => {
  it('happens once; its repetition gets the same answer to the byte', async () => {
    const body = someone();
    const first = await post('k-1', body);
    const second = await post('k-1', body);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await count(body.email)).toBe(1);
  });

  it('is refused with another body, and on another route', async () => {
    const body = someone();
    await post('k-2', body);
    const other = await post('k-2', someone());
    const elsewhere = await post('k-2', body, '/api/products');
    for (const answer of [other, elsewhere]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    }
  });

  it('keeps a refusal too, but not one for a body that was not valid', async () => {
    const taken = someone();
    await post('k-3', taken);
    const refused = await post('k-4', taken);
    const again = await post('k-4', taken);
    expect([refused.status, again.status]).toEqual([409, 409]);
    expect(again.text).toBe(refused.text);
    expect((await post('k-5', { name: 'no address' })).status).toBe(422);
    expect((await post('k-5', someone())).status).toBe(201);
  });

  it('happens once however many send it at once', async () => {
    const body = someone();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('k-6', body)));
    const statuses = new Set(answers.map((answer) => answer.status));
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
    expect(answers.some((answer) => answer.status === 201)).toBe(true);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(answer.body.code).toBe('idempotency_in_progress');
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(await count(body.email)).toBe(1);
  });

  it('belongs to its tenant: another may use the same key', async () => {
    const other = await api.addTenant('idempotent');
    const body = someone();
    const [ours, theirs] = [await post('k-7', body), await post('k-7', body, '/api/customers', other.api_key)];
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(ours.body.id);
  });

  it('belongs to its actor: somebody with fewer rights does not get the answer', async () => {
    const { secret: viewer } = await createApiKey(api.ctx, { name: 'reads', role: 'viewer' });
    const body = someone();
    expect((await post('k-8', body)).status).toBe(201);
    const theirs = await post('k-8', body, '/api/customers', viewer);
    expect(theirs).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    expect(theirs.text).not.toContain(body.email);
  });

  it('makes an API key once and shows it once: neither a repetition nor the table has it', async () => {
    const make = () => post('k-9', { name: 'once', role: 'viewer' }, '/api/api-keys');
    const [first, second] = [await make(), await make()];
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 409, body: { code: 'idempotency_answer_lost' } });
    expect(second.body.detail).toContain(first.body.id);
    const kept = await api.db.withTenant(api.tenant_id, (tx) => tx.idempotencyKey.findMany());
    expect(JSON.stringify(kept)).not.toContain(first.body.secret);
    const keys = (await api.rest('GET', '/api/api-keys')).body.data.filter(
      (key: { name: string }) => key.name === 'once',
    );
    expect(keys).toHaveLength(1);
  });

  it('refuses a body nested beyond sense before it compares it', async () => {
    const raw = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const answer = await api.rest('POST', '/api/customers', { raw, headers: { 'idempotency-key': 'k-10' } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  });

  it('is refused when the key is no key', async () => {
    const answer = await post('x'.repeat(256), someone());
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });
});

describe('a file under an Idempotency-Key', () => {
  const csv = { 'content-type': 'text/csv' };
  const send = (path: string, key: string, raw: string) =>
    api.rest('POST', path, { raw, headers: { ...csv, 'idempotency-key': key } });
  const AT = '2026-01-10T12:00:00Z';

  it.each([
    ['/api/customers/imports?dry_run=false', 'name,email\nAda,file@example.com', 'customer.created'],
    ['/api/products/imports?dry_run=false', 'name\nSupport by file', 'product.created'],
    [
      '/api/usage/imports',
      `id,external_customer_id,meter,quantity,occurred_at\na,ada,tokens,1,${AT}`,
      'usage.imported',
    ],
    [
      '/api/invoices/imports',
      'number,date,customer,product,quantity,unit_price,currency\nR-1,2025-11-03,old@example.com,Licence,1,10,EUR',
      'invoices.imported',
    ],
  ])('to %s is taken once, and another file is refused', async (path, file, type) => {
    const key = `file:${path}`;
    const happened = () => api.db.withTenant(api.tenant_id, (tx) => tx.event.count({ where: { type } }));
    const [first, events] = [await send(path, key, file), await happened()];
    const second = await send(path, key, file);
    expect(first.status, first.text).toBeLessThan(300);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await happened()).toBe(events);
    const other = await send(path, key, `${file}\n`);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
  });

  it('is refused above its size with a reason that the sender can read, with a key and without', async () => {
    const raw = 'x'.repeat(30 * 1_048_576);
    const path = '/api/customers/imports?dry_run=false';
    for (const answer of [await send(path, 'file-2', raw), await api.rest('POST', path, { raw, headers: csv })]) {
      expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
      expect(answer.body.detail).toContain('larger than 10 MiB');
    }
  });
});

describe('answering once', () => {
  const request = (key: string) => ({ key, endpoint: 'POST /x', body: { a: 1 } });
  const ok = async () => ({ status: 201, body: { made: true } });

  it('tries again after a failure on our side', async () => {
    const failed = await answerOnce(api.ctx, request('f-1'), async () => ({ status: 500, body: {} }));
    const second = await answerOnce(api.ctx, request('f-1'), ok);
    expect([failed.status, second.status, second.replayed]).toEqual([500, 201, false]);
    await expect(answerOnce(api.ctx, request('f-2'), () => Promise.reject(new Error('crash')))).rejects.toThrow(
      'crash',
    );
    expect((await answerOnce(api.ctx, request('f-2'), ok)).status).toBe(201);
  });

  it('tries again where others were in the way', async () => {
    const collided = { status: 409, body: { code: 'conflict' } };
    await answerOnce(api.ctx, request('f-6'), async () => collided);
    expect(await answerOnce(api.ctx, request('f-6'), ok)).toMatchObject({ status: 201, replayed: false });
  });

  it('does not do again what was carried out by a holder that died before its answer was kept', async () => {
    const customer = someone();
    const make = async () => ({ status: 201, body: await createCustomer(api.ctx, CreateCustomer.parse(customer)) });
    const dies = answerOnce(api.ctx, request('f-4'), async () => {
      await make();
      return { status: 500, body: {} };
    });
    expect((await dies).status).toBe(500);
    await expect(answerOnce(api.ctx, request('f-4'), make)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    api.clock.moveTo(new Date(api.clock.now().getTime() + LOCK_MS + 1));
    await expect(answerOnce(api.ctx, request('f-4'), make)).rejects.toMatchObject({ code: 'idempotency_answer_lost' });
    expect(await count(customer.email)).toBe(1);
  });

  it.each([
    [0, 1],
    [-5_000, 1],
    [400, 1],
    [4_200, 5],
    [50_000, 10],
    [LOCK_MS - 1, 1],
  ])('tells a repetition after %i ms to wait %i s', (held_ms, seconds) => {
    expect(retryAfterSeconds(held_ms)).toBe(seconds);
  });

  it('lets a holder that was too slow commit nothing once another has taken its place', async () => {
    const customer = someone();
    const slow = { ...api.ctx };
    const late = answerOnce(slow, request('f-5'), async () => {
      api.clock.moveTo(new Date(api.clock.now().getTime() + LOCK_MS + 1));
      await answerOnce({ ...api.ctx }, request('f-5'), ok);
      return { status: 201, body: await createCustomer(slow, CreateCustomer.parse(customer)) };
    });
    await expect(late).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    expect(await count(customer.email)).toBe(0);
  });

  it('takes the place of a holder that died, and the dead one can no longer write', async () => {
    const begun = Promise.withResolvers<void>();
    const asleep = Promise.withResolvers<void>();
    const dead = answerOnce(api.ctx, request('f-3'), async () => {
      begun.resolve();
      await asleep.promise;
      return { status: 200, body: 'late' };
    });
    await begun.promise;
    await expect(answerOnce(api.ctx, request('f-3'), ok)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    api.clock.moveTo(new Date(api.clock.now().getTime() + LOCK_MS + 1));
    expect(await answerOnce(api.ctx, request('f-3'), ok)).toMatchObject({ status: 201, replayed: false });
    asleep.resolve();
    await dead;
    expect(await answerOnce(api.ctx, request('f-3'), ok)).toMatchObject({
      status: 201,
      body: { made: true },
      replayed: true,
    });
  });
});
