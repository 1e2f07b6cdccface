import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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

const newTenant = () => api.addTenant(`product-import-${++tenants}`);
const send = (tenant: TestTenant, raw: string, query = '') =>
  tenant.rest('POST', `/api/products/imports${query}`, { raw, headers: { 'content-type': 'text/csv' } });
const all = async (tenant: TestTenant) => (await tenant.caller.products.list({ limit: 100, sort: 'name' })).data;

const FILE = [
  'SKU,Title,Type,Price,Currency,Interval,Unit,Active,Metadata,Shelf',
  'P-1,Alpha,recurring,9.5,EUR,year,seat,yes,"{""line"":""A""}",B4',
  'P-2,Beta,one_time,0.000000000001,,,,no,,B5',
  'P-3,Gamma,one_time,5,EUR,month,,,,',
  'P-4,Delta,rented,-1,EURO,,,,{,',
  'P-1,Alpha again,one_time,1,,,,,,',
  'P-5,Epsilon',
].join('\n');

it('says first what it would do, then does exactly that, and names what is wrong by line and column', async () => {
  const tenant = await newTenant();
  const dry = await send(tenant, FILE, '?file_name=shop.csv');
  expect(dry.body).toMatchObject({ file_name: 'shop.csv', dry_run: true, rows_total: 6, created: 2, refused: 4 });
  expect(dry.body.ignored_columns).toEqual(['Shelf']);
  expect(dry.body.faults.map(({ line, column }: { line: number; column: string }) => [line, column])).toEqual([
    [4, 'interval'],
    [5, 'type'],
    [5, 'price'],
    [5, 'currency'],
    [5, 'metadata'],
    [6, 'external_id'],
    [7, null],
  ]);
  expect(await all(tenant)).toEqual([]);
  const done = await send(tenant, FILE, '?dry_run=false&file_name=shop.csv');
  const [alpha, beta] = await all(tenant);
  expect(alpha).toMatchObject({ external_id: 'P-1', type: 'recurring', unit: 'seat', metadata: { line: 'A' } });
  expect(alpha).toMatchObject({ price: 9.5, currency: 'EUR', interval: 'year' });
  expect(beta).toMatchObject({ active: false, price: 0.000000000001, currency: 'USD', interval: null });
  expect(done.body.rows.map((row: { product_id: string }) => row.product_id)).toEqual([alpha?.id, beta?.id]);
  expect({ ...done.body, dry_run: true, rows: 0 }).toEqual({ ...dry.body, rows: 0 });
  const audit = await tenant.caller.audit.list({ object_id: alpha?.id });
  expect(audit.data).toMatchObject([{ action: 'product.created', after: { price: 9.5 } }]);
});

it('leaves known products, or changes what the file says and opens a new price, with audit rows', async () => {
  const tenant = await newTenant();
  await send(tenant, FILE, '?dry_run=false');
  const again =
    'external_id,name,price,currency,unit\nP-1,Alpha,12,EUR,\nP-2,Beta,3,GBP,piece\n,Alpha,12,EUR,\n,Zeta,1,,';
  expect((await send(tenant, again)).body).toMatchObject({ created: 0, skipped: 2, refused: 2 });
  const { body } = await send(tenant, again, '?dry_run=false&existing=update');
  expect(body).toMatchObject({ created: 0, updated: 2, skipped: 0, refused: 2 });
  expect(body.rows.map(({ note }: { note: string }) => note)).toEqual([
    'changes the price in EUR',
    'changes unit, the price in GBP',
  ]);
  expect(body.faults).toMatchObject([
    { line: 4, column: 'name', message: expect.stringContaining('line 2') },
    { line: 5, column: 'type', message: 'must be one of one_time, recurring or metered' },
  ]);
  const [alpha, beta] = await all(tenant);
  expect(alpha).toMatchObject({ price: 12, interval: 'year', version: 2, metadata: { line: 'A' } });
  expect(beta).toMatchObject({ unit: 'piece', prices: [{ currency: 'GBP', unit_amount: 3 }, { currency: 'USD' }] });
  const { price_history } = await tenant.caller.products.get({ id: alpha?.id ?? '' });
  expect(price_history.map(({ unit_amount, valid_to }) => [unit_amount, valid_to === null])).toEqual([
    [12, true],
    [9.5, false],
  ]);
  const { data } = await tenant.caller.audit.list({ object_id: alpha?.id });
  expect(data.map(({ action }) => action).sort()).toEqual(['price.changed', 'product.created', 'product.updated']);
  expect(data.find(({ action }) => action === 'product.updated')).toMatchObject({ after: alpha });
  expect((await send(tenant, again, '?existing=update')).body).toMatchObject({ updated: 0, skipped: 2 });
  const otherType = await send(tenant, 'external_id,type\nP-1,metered', '?existing=update');
  expect(otherType.body.faults).toMatchObject([{ line: 2, column: 'type', value: 'metered' }]);
});

it('reads the columns that it is told, and refuses a file without them as a whole', async () => {
  const tenant = await newTenant();
  const raw = 'Artikel;Name;Art;Preis\nX-1;Stuhl;one_time;80\n';
  const told = await send(tenant, raw, '?external_id=Artikel&type=Art&price=Preis&dry_run=false');
  expect(told.body).toMatchObject({ created: 1, ignored_columns: [] });
  expect((await all(tenant))[0]).toMatchObject({ external_id: 'X-1', name: 'Stuhl', price: 80 });
  const wrong = await send(tenant, raw, '?price=Kosten');
  expect(wrong).toMatchObject({ status: 422, body: { detail: expect.stringContaining('no column "Kosten"') } });
  expect((await send(tenant, 'type,price\none_time,1')).body.detail).toMatch(/neither the column name nor external_id/);
});

it('takes thousands in a handful of statements, and knows the products of no other tenant', async () => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  const rows = Array.from({ length: 2_500 }, (_, at) => `B-${at},Bulk ${at},one_time,${at}`);
  const raw = ['external_id,name,type,price', ...rows].join('\n');
  expect((await send(tenant, raw, '?dry_run=false')).body).toMatchObject({ rows_total: 2_500, created: 2_500 });
  expect((await tenant.caller.products.list({})).counts.all).toBe(2_500);
  expect((await send(other, 'external_id,name,type\nB-1,Bulk 1,one_time')).body).toMatchObject({ created: 1 });
});
