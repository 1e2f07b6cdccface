import { setTimeout } from 'node:timers/promises';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';

let api: TestApi;
let tenant: TestTenant;
let tenants = 0;

beforeAll(async () => {
  api = await startApi();
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

async function start(): Promise<void> {
  tenant = await api.addTenant(`import-${++tenants}`);
  await tenant.caller.meters.create({ code: 'tokens', name: 'Tokens' });
  await tenant.rest('POST', '/api/customers', { body: { name: 'Ada', email: 'ada@example.com', external_id: 'ada' } });
}

const HEADER = 'id,external_customer_id,meter,quantity,occurred_at';
const AT = '2026-01-10T12:00:00Z';
const upload = (raw: string | Uint8Array<ArrayBuffer>, type = 'text/csv') =>
  tenant.rest('POST', '/api/usage/imports?file_name=usage.csv', { raw, headers: { 'content-type': type } });
const csv = (...rows: string[]) => upload([HEADER, ...rows].join('\n'));
const stored = async () => (await tenant.caller.usage.list({ limit: 100 })).data.map(({ id }) => id).toSorted();

describe('importing a file of usage', () => {
  it('takes the good rows and lists each wrong one with its line, column and reason', async () => {
    await start();
    const answer = await csv(
      `a,ada,tokens,1,${AT}`,
      'b,ada,tokens',
      `c,ada,tokens,lots,${AT}`,
      `d,nobody,tokens,1,${AT}`,
      'e,ada,tokens,1,2026-01-10T12:00:00',
      `f,ada,tokens,1e400,${AT}`,
      `g,ada,tokenz,1,${AT}`,
      `,ada,tokens,1,${AT}`,
      `h,ada,tokens,,${AT}`,
      `"i with ""quotes"", and
two lines",ada,tokens,2.5,${AT}`,
      `j,ada,tokens,-1,${AT}`,
      `k,ada,tokens,1,${AT},extra`,
      '',
      `z,ada,tokens,7,${AT}`,
      '',
      'l,ada,tokens,1',
      `a,ada,tokens,1,${AT}`,
    );
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      file_name: 'usage.csv',
      rows_total: 15,
      rows_accepted: 3,
      rows_duplicate: 1,
      rows_rejected: 11,
    });
    const told = answer.body.rejections.map((row: { line_number: number; path: string }) => [
      row.line_number,
      row.path,
    ]);
    expect(told).toEqual([
      [3, null],
      [4, 'quantity'],
      [5, 'external_customer_id'],
      [6, 'occurred_at'],
      [7, 'quantity'],
      [8, 'meter'],
      [9, 'id'],
      [10, 'quantity'],
      [13, 'quantity'],
      [14, null],
      [18, null],
    ]);
    expect(answer.body.rejections[0]).toMatchObject({
      raw: 'b,ada,tokens',
      message: 'has 3 columns where the header has 5',
    });
    expect(answer.body.rejections[2].message).toBe('there is no customer "nobody"');
    expect(await stored()).toEqual(['a', 'i with "quotes", and\ntwo lines', 'z']);
  });

  it('adds nothing when the same file comes again', async () => {
    await start();
    const rows = Array.from({ length: 2500 }, (_, at) => `r${at},ada,tokens,1,${AT}`);
    expect((await csv(...rows)).body).toMatchObject({ rows_total: 2500, rows_accepted: 2500, rows_duplicate: 0 });
    expect((await csv(...rows)).body).toMatchObject({ rows_total: 2500, rows_accepted: 0, rows_duplicate: 2500 });
    expect((await tenant.caller.usage.imports.list({})).data.map((file) => file.rows_accepted)).toEqual([0, 2500]);
  });

  it('reads what spreadsheets write: a mark of UTF-8, semicolons, tabs, line ends of Windows, and properties', async () => {
    await start();
    const lines = (separator: string, id: string) =>
      ['id', 'External_Customer_Id', 'meter', 'occurred_at', 'region']
        .join(separator)
        .concat('\r\n', [id, 'ada', 'tokens', AT, 'eu'].join(separator), '\r\n');
    expect((await upload(`\uFEFF${lines(',', 'comma')}`)).body.rows_accepted).toBe(1);
    expect((await upload(lines(';', 'semicolon'))).body.rows_accepted).toBe(1);
    expect((await upload(lines('\t', 'tab'))).body.rows_accepted).toBe(1);
    const { data } = await tenant.caller.usage.list({});
    expect(data.map(({ quantity, properties }) => [quantity, properties])).toEqual(
      Array.from({ length: 3 }, () => [1, { region: 'eu' }]),
    );
  });

  it('reads one JSON object a line', async () => {
    await start();
    const line = (id: string, more: object = {}) =>
      JSON.stringify({ id, external_customer_id: 'ada', meter: 'tokens', quantity: 2, occurred_at: AT, ...more });
    const lines = [
      line('a'),
      '',
      '{"id": "b"',
      '[1]',
      line('c', { quantity: 'x' }),
      line('d').replace(':2', ':1e400'),
      line('e'),
    ];
    const answer = await upload(lines.join('\n'), 'application/x-ndjson');
    expect(answer.body).toMatchObject({ rows_total: 6, rows_accepted: 2, rows_rejected: 4 });
    const told = answer.body.rejections.map((row: { line_number: number; path: string }) => [
      row.line_number,
      row.path,
    ]);
    expect(told).toEqual([
      [3, null],
      [4, null],
      [5, 'quantity'],
      [6, 'quantity'],
    ]);
  });

  it.each([
    ['an empty file', '', /header/],
    ['a header without the time', 'id,external_customer_id,meter\na,ada,tokens', /no column occurred_at/],
    ['a header without a customer', 'id,meter,occurred_at\na,tokens,x', /customer_id or external_customer_id/],
    ['a column named twice', `${HEADER},id\n`, /twice/],
    ['a quote that never closes', `${HEADER}\na,ada,tokens,1,${AT}\n"b,ada,tokens,1,${AT}\n`, /quote/i],
    ['bytes that are no UTF-8', new Uint8Array([...Buffer.from(`${HEADER}\na`), 0xff, 0x0a]), /UTF-8/],
  ])('refuses %s as a whole and says why', async (_what, raw, reason) => {
    await start();
    const answer = await upload(raw);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(reason);
    expect(await stored()).toEqual([]);
    expect((await tenant.caller.usage.imports.list({})).data).toEqual([]);
  });

  it('refuses a file in which nearly everything is wrong, and leaves nothing of it', async () => {
    await start();
    const rows = Array.from({ length: 10_001 }, (_, at) => `r${at},nobody,tokens,1,${AT}`);
    const answer = await csv(`good,ada,tokens,1,${AT}`, ...rows);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(/10000 rows are wrong.*there is no customer "nobody"/);
    expect(await stored()).toEqual([]);
  });

  it('lists the rejected rows page by page, and as a file that no spreadsheet runs', async () => {
    await start();
    const rows = Array.from({ length: 230 }, (_, at) => `=cmd${at},nobody,tokens,1,${AT}`);
    const { body } = await csv(...rows);
    expect(body.rejections).toHaveLength(100);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await tenant.caller.usage.imports.rejections({
        id: body.id,
        limit: 100,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.data.map(({ line_number }) => line_number));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(rows.map((_, at) => at + 2));
    const file = await tenant.rest('GET', `/api/usage/imports/${body.id}/rejections.csv`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename\*=UTF-8''rejected%20rows%20of%20[^.]+\.csv$/,
    );
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(231);
    expect(lines[1]).toBe(`2,external_customer_id,"there is no customer ""nobody""","'=cmd0,nobody,tokens,1,${AT}"`);
  });

  it('keeps a row whose time PostgreSQL could not read, and takes the others', async () => {
    await start();
    const { status, body } = await csv(`a,ada,tokens,1,${AT}`, 'b,ada,tokens,1,2026-01-10T12:00:00+23:00');
    expect([status, body.rows_accepted, body.rows_rejected]).toEqual([201, 1, 1]);
    expect(body.rejections).toMatchObject([{ line_number: 3, path: 'occurred_at' }]);
  });

  it('refuses a file name that cannot be stored', async () => {
    await start();
    const headers = { 'content-type': 'text/csv' };
    const answer = await tenant.rest('POST', '/api/usage/imports?file_name=a%00b.csv', { raw: 'id', headers });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'file_name' }] } });
  });

  it('lets other tenants in while its files wait for their turn', async () => {
    await start();
    const other = await api.addTenant(`import-neighbour-${tenants}`);
    const held = Promise.withResolvers<void>();
    const elsewhere = api.db.withTenantSql(tenant.tenant_id, async (client) => {
      await client.query("SELECT pg_advisory_xact_lock(hashtextextended('usage import ' || $1, 0))", [
        tenant.tenant_id,
      ]);
      await held.promise;
    });
    const files = Array.from({ length: 12 }, (_, at) => csv(`w${at},ada,tokens,1,${AT}`));
    await setTimeout(500);
    expect((await other.rest('GET', '/api/customers')).status).toBe(200);
    held.resolve();
    await elsewhere;
    expect((await Promise.all(files)).map(({ status }) => status)).toEqual(files.map(() => 201));
  });

  it('keeps rows that PostgreSQL could not store, with what it can show of them', async () => {
    await start();
    const { body } = await csv(`a\0b,ada,tokens,1,${AT}`);
    expect(body.rejections).toMatchObject([{ line_number: 2, path: 'id', raw: `a\uFFFDb,ada,tokens,1,${AT}` }]);
  });

  it('answers 415 to another media type and 404 for the file of another tenant', async () => {
    await start();
    expect((await upload('{}', 'application/json')).status).toBe(415);
    expect((await upload('<a/>', 'application/xml')).status).toBe(415);
    const { body } = await csv(`a,nobody,tokens,1,${AT}`);
    const other = await api.addTenant(`import-other-${tenants}`);
    for (const path of ['', '/rejections', '/rejections.csv']) {
      const answer = await other.rest('GET', `/api/usage/imports/${body.id}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('nobody');
    }
  });

  it('adds each record once when the same file is sent many times at once', async () => {
    await start();
    const rows = Array.from({ length: 3000 }, (_, at) => `r${at},ada,tokens,1,${AT}`);
    const answers = await Promise.all([
      csv(...rows),
      csv(...rows.toReversed()),
      csv(...rows),
      csv(...rows.toReversed()),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(answers.reduce((sum, { body }) => sum + body.rows_accepted, 0)).toBe(3000);
  });
});
