import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../../test/kit/start-api.ts';

let api: TestApi;
let tenants = 0;

beforeAll(async () => {
  api = await startApi();
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const newTenant = () => api.addTenant(`customer-import-${++tenants}`);
const send = (tenant: TestTenant, raw: string, query = '') =>
  tenant.rest('POST', `/api/customers/imports${query}`, { raw, headers: { 'content-type': 'text/csv' } });
const all = async (tenant: TestTenant) => (await tenant.caller.customers.list({ limit: 100, sort: 'name' })).data;

const FILE = [
  'Name,E-mail,Customer ID,Country,Payment terms,VAT number,Colour',
  'Ada,ada@example.com,A-1,de,net_20,DE136695976,red',
  '"Ben,\nBob & Sons",ben@example.com,A-2,,,,blue',
  'Cid,cid@example.com,A-3,Nowhere,net_400,,',
  'Dan,ada@example.com,A-4,,,,',
  'Eve,eve@example.com,A-5,DE,,DE136695977,',
  'Fay,fay@example.com',
].join('\r\n');

describe('importing customers', () => {
  it('says first what it would do, then does exactly that', async () => {
    const tenant = await newTenant();
    const dry = await send(tenant, FILE, '?file_name=crm.csv');
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ file_name: 'crm.csv', dry_run: true, rows_total: 6, created: 2, refused: 4 });
    expect(dry.body.ignored_columns).toEqual(['Colour']);
    expect(await all(tenant)).toEqual([]);

    const done = await send(tenant, FILE, '?dry_run=false&file_name=crm.csv');
    const [ada, ben] = await all(tenant);
    expect(ada).toMatchObject({
      name: 'Ada',
      external_id: 'A-1',
      country: 'DE',
      payment_terms: 'net_20',
      currency: 'USD',
    });
    expect(ben).toMatchObject({ name: 'Ben, Bob & Sons', country: 'US', status: 'active' });
    expect(done.body.rows.map((row: { customer_id: string }) => row.customer_id)).toEqual([ada?.id, ben?.id]);
    expect({ ...done.body, dry_run: true, rows: 0 }).toEqual({ ...dry.body, rows: 0 });
    expect(await all(tenant)).toHaveLength(2);
  });

  it('names line, column, value and reason of each row that is not taken', async () => {
    const { body } = await send(await newTenant(), FILE);
    expect(body.faults).toMatchObject([
      { line: 5, column: 'country', value: 'Nowhere', message: expect.stringContaining('two letters') },
      { line: 5, column: 'payment_terms', value: 'net_400' },
      { line: 6, column: 'email', message: 'stands on line 2 already; leave one of the two' },
      { line: 7, column: 'tax_id', message: expect.stringContaining('check digits') },
      { line: 8, column: null, message: 'has 2 cells where the header has 7' },
    ]);
  });

  it('leaves known customers, or changes what the file says, with audit row and event', async () => {
    const tenant = await newTenant();
    await send(tenant, FILE, '?dry_run=false');
    const again =
      'external_id;email;city;company\nA-1;ada@example.com;Bonn;\nA-2;ben@example.com;;\nA-9;new@example.com;Rome;';
    expect((await send(tenant, again, '?dry_run=false')).body).toMatchObject({ created: 0, skipped: 2, refused: 1 });
    const changed = (await send(tenant, again, '?dry_run=false&existing=update')).body;
    expect(changed).toMatchObject({ created: 0, updated: 1, skipped: 1, refused: 1 });
    expect(changed.rows[0]).toMatchObject({ outcome: 'update', note: 'changes city' });
    const [ada] = await all(tenant);
    expect(ada).toMatchObject({ city: 'Bonn', payment_terms: 'net_20', version: 2 });
    const [audit] = (await tenant.caller.audit.list({ object_id: ada?.id })).data;
    expect(audit).toMatchObject({
      action: 'customer.updated',
      before: { city: null },
      after: { city: 'Bonn', version: 2 },
    });
  });

  it.each([
    ['no bytes of text', '', /empty/],
    ['no column that names anybody', 'name,city\nAda,Bonn', /neither the column email nor external_id/],
    ['a column twice', 'name,email,E-Mail\nAda,a@example.com,b@example.com', /email twice/],
  ])('refuses a file with %s as a whole', async (_, raw, reason) => {
    const answer = await send(await newTenant(), raw, '?dry_run=false');
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.detail).toMatch(reason);
  });

  it('takes thousands in a handful of statements', async () => {
    const tenant = await newTenant();
    const rows = Array.from({ length: 2_500 }, (_, at) => `Customer ${at},bulk${at}@example.com`);
    const { body } = await send(tenant, ['name,email', ...rows].join('\n'), '?dry_run=false');
    expect(body).toMatchObject({ rows_total: 2_500, created: 2_500 });
    expect(body.rows).toHaveLength(200);
    expect((await tenant.caller.customers.list({})).counts.all).toBe(2_500);
  });

  it('knows the customers of no other tenant', async () => {
    const [first, second] = [await newTenant(), await newTenant()];
    await send(first, 'name,email\nAda,ada@example.com', '?dry_run=false');
    expect((await send(second, 'name,email\nAda,ada@example.com', '?existing=update')).body).toMatchObject({
      created: 1,
    });
  });
});
