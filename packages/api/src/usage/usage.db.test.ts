import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { encodeCursor } from '../pagination.ts';

let api: TestApi;
let tenant: TestTenant;
let ada: string;
let tenants = 0;

beforeAll(async () => {
  api = await startApi();
  tenant = await newTenant();
  ada = await customer(tenant, 'ada');
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

async function newTenant(): Promise<TestTenant> {
  const made = await api.addTenant(`usage-${++tenants}`);
  await made.caller.meters.create({ code: 'tokens', name: 'Tokens', unit: 'token' });
  await made.caller.meters.create({ code: 'users', name: 'Users', aggregation: 'unique_count', property: 'user' });
  return made;
}

async function customer(of: TestTenant, external_id: string): Promise<string> {
  const body = { name: external_id, email: `${external_id}@example.com`, external_id };
  return (await of.rest('POST', '/api/customers', { body })).body.id;
}

const record = (id: string, more: object = {}) => ({
  id,
  customer_id: ada,
  meter: 'tokens',
  quantity: 5,
  occurred_at: '2026-01-10T12:00:00Z',
  ...more,
});
const send = (body: unknown, to = tenant) => to.rest('POST', '/api/usage', { body });
const total = async (of = tenant) => (await of.caller.usage.list({ limit: 100 })).data.length;

describe('recording usage', () => {
  it('takes one record, a batch and a bare list, and an id once for ever', async () => {
    expect((await send(record('one'))).body).toEqual({ accepted: 1, duplicates: 0 });
    expect((await send({ records: [record('two'), record('three')] })).body).toEqual({ accepted: 2, duplicates: 0 });
    expect((await send([record('three'), record('four'), record('four')])).body).toEqual({
      accepted: 1,
      duplicates: 2,
    });
    expect((await send(record('one', { quantity: 999 }))).body).toEqual({ accepted: 0, duplicates: 1 });
    const { data } = await tenant.caller.usage.list({});
    expect(data.find(({ id }) => id === 'one')?.quantity).toBe(5);
  });

  it('finds customers by their external id, and keeps microseconds, zones and properties', async () => {
    const more = {
      customer_id: undefined,
      external_customer_id: 'ada',
      occurred_at: '2026-01-10T23:30:00.123456+05:30',
      properties: { region: 'eu', cached: true, depth: 3 },
      quantity: '0.000000000001',
    };
    expect((await send(record('exact', more))).status).toBe(200);
    const { data } = await tenant.caller.usage.list({ customer_id: ada });
    expect(data.find(({ id }) => id === 'exact')).toMatchObject({
      customer: { id: ada, external_id: 'ada' },
      meter: { code: 'tokens', unit: 'token' },
      quantity: 1e-12,
      occurred_at: '2026-01-10T18:00:00.123456Z',
      properties: { region: 'eu', cached: true, depth: 3 },
    });
  });

  it.each([
    ['quantity', { quantity: 'many' }],
    ['quantity', { quantity: -1 }],
    ['quantity', { quantity: '1e3' }],
    ['occurred_at', { occurred_at: '2026-01-10' }],
    ['occurred_at', { occurred_at: '2026-01-10T12:00:00' }],
    ['occurred_at', { occurred_at: '2026-02-30T12:00:00Z' }],
    ['occurred_at', { occurred_at: '0000-12-31T12:00:00Z' }],
    ['occurred_at', { occurred_at: '0001-01-01T12:00:00+14:00' }],
    ['occurred_at', { occurred_at: '9999-12-31T12:00:00-14:00' }],
    ['occurred_at', { occurred_at: '2026-01-10T12:00:00+16:00' }],
    ['occurred_at', { occurred_at: '1969-12-31T12:00:00Z' }],
    ['occurred_at', { occurred_at: '2036-01-10T12:00:00Z' }],
    ['customer_id', { customer_id: undefined }],
    ['customer_id', { external_customer_id: 'ada' }],
    ['customer_id', { customer_id: '00000000-0000-7000-8000-000000000000' }],
    ['external_customer_id', { customer_id: undefined, external_customer_id: 'nobody' }],
    ['meter', { meter: 'tokenz' }],
    ['properties', { meter: 'users' }],
    ['id', { id: '' }],
    ['id', { id: 'x'.repeat(256) }],
    ['colour', { colour: 'red' }],
  ])('refuses a wrong %s with its path and takes nothing of the batch', async (path, wrong) => {
    const before = await total();
    const single = await send(record('wrong', wrong));
    expect(single.status).toBe(422);
    expect(single.body.errors).toMatchObject([{ path }]);
    const batch = await send({ records: [record('good'), record('wrong', wrong)] });
    expect(batch.status).toBe(422);
    expect(batch.body.errors).toMatchObject([{ path: `records[1].${path}` }]);
    const list = await send([record('good'), record('wrong', wrong)]);
    expect(list.body.errors).toMatchObject([{ path: `[1].${path}` }]);
    expect(await total()).toBe(before);
  });

  it('refuses 1e400, an empty batch, one without measure, and a body that is none', async () => {
    const raw = JSON.stringify(record('x')).replace('"quantity":5', '"quantity":1e400');
    const huge = await tenant.rest('POST', '/api/usage', { raw });
    expect([huge.status, huge.body.errors]).toMatchObject([422, [{ path: 'quantity' }]]);
    const many = Array.from({ length: 1001 }, (_, at) => record(`m${at}`));
    for (const body of [{ records: [] }, { records: many }, many, {}, { records: 'all' }, [7]]) {
      expect((await send(body)).status, JSON.stringify(body).slice(0, 40)).toBe(422);
    }
  });

  it('answers trpc with the same paths', async () => {
    const raw = JSON.stringify({ records: [record('a'), record('b', { meter: 'tokenz' })] });
    const answer = await tenant.rest('POST', '/trpc/usage.record', { raw });
    expect(answer.status).toBe(422);
    expect(answer.body.error.data.errors).toMatchObject([{ path: 'records[1].meter' }]);
  });

  it('refuses records of an archived meter and of a deleted customer', async () => {
    const own = await newTenant();
    const bob = await customer(own, 'bob');
    const { id } = (await own.caller.meters.list({})).data.find(({ code }) => code === 'tokens') ?? { id: '' };
    await own.caller.meters.archive({ id });
    expect((await send(record('x', { customer_id: bob }), own)).body.errors[0].message).toMatch(/archived/);
    await own.rest('DELETE', `/api/customers/${bob}`);
    const gone = await send(record('x', { customer_id: bob, meter: 'users', properties: { user: 'u' } }), own);
    expect(gone.body.errors).toMatchObject([{ path: 'customer_id' }]);
  });

  it('counts each id once when many senders deliver the same batches at once, in any order', async () => {
    const own = await newTenant();
    const customer_id = await customer(own, 'eve');
    const batch = Array.from({ length: 300 }, (_, at) => record(`race-${at}`, { customer_id }));
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, at) => send({ records: at % 2 ? batch : batch.toReversed() }, own)),
    );
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
    expect(sent.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(300);
  });

  it('does not let another tenant name our customers, and lets it use the same ids', async () => {
    const other = await newTenant();
    const theirs = await customer(other, 'ada');
    expect((await send(record('one'), other)).body.errors).toMatchObject([{ path: 'customer_id' }]);
    expect((await send(record('one', { customer_id: theirs }), other)).body).toEqual({ accepted: 1, duplicates: 0 });
    expect((await other.caller.usage.list({})).data).toHaveLength(1);
  });

  it('needs the role finance', async () => {
    const attempt = tenant.callerAs('support').usage.record({ records: [record('support')] });
    await expect(attempt).rejects.toMatchObject({ cause: { code: 'role_too_low' } });
  });
});

describe('the list of usage', () => {
  it('is paged newest first without loss, also where records share an instant', async () => {
    const own = await newTenant();
    const customer_id = await customer(own, 'pages');
    const records = Array.from({ length: 25 }, (_, at) =>
      record(`p${at}`, { customer_id, occurred_at: `2026-01-0${1 + (at % 3)}T00:00:00Z` }),
    );
    await send({ records }, own);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await own.caller.usage.list({ limit: 4, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map(({ occurred_at, id }) => `${occurred_at} ${id}`));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  it('is narrowed by customer, meter and time, and refuses a cursor of another list', async () => {
    const own = await newTenant();
    const [left, right] = [await customer(own, 'left'), await customer(own, 'right')];
    await send(
      [
        record('l1', { customer_id: left, occurred_at: '2026-01-01T00:00:00Z' }),
        record('l2', {
          customer_id: left,
          occurred_at: '2026-01-02T00:00:00Z',
          meter: 'users',
          properties: { user: 'u' },
        }),
        record('r1', { customer_id: right, occurred_at: '2026-01-03T00:00:00Z' }),
      ],
      own,
    );
    const ids = async (filter: object) => (await own.caller.usage.list(filter)).data.map(({ id }) => id);
    expect(await ids({ customer_id: left })).toEqual(['l2', 'l1']);
    expect(await ids({ meter: 'tokens' })).toEqual(['r1', 'l1']);
    expect(await ids({ from: '2026-01-02T00:00:00Z', to: '2026-01-03T00:00:00Z' })).toEqual(['l2']);
    expect(await ids({ meter: 'none' })).toEqual([]);
    const { body } = await own.rest('GET', '/api/customers?limit=1');
    expect((await own.rest('GET', `/api/usage?cursor=${body.next_cursor}`)).body.code).toBe('invalid_cursor');
    const changed = encodeCursor({ sort: '-occurred_at', value: '2026-02-30T12:00:00.000000Z', id: 'x' });
    expect((await own.rest('GET', `/api/usage?cursor=${changed}`)).body.code).toBe('invalid_cursor');
    expect((await own.rest('GET', '/api/usage?from=2026-01-01T00:00:00%2B23:00')).status).toBe(422);
  });
});
