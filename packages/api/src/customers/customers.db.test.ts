import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertInvoice } from '../../test/kit/insert-invoice.ts';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let serial = 0;
const someone = (fields: object = {}) => {
  serial += 1;
  return { name: `Customer ${serial}`, email: `c${serial}@example.com`, ...fields };
};
const create = (body: object, headers: Record<string, string> = {}) =>
  api.rest('POST', '/api/customers', { body, headers });

describe('support', () => {
  const refused = (path: string) => ({ errors: [{ path, message: 'needs the role finance' }] });
  const details = (work: Promise<unknown>) => work.catch((error) => error.cause?.details ?? error);

  it('makes customers and edits who they are, also from a form that sends all its fields', async () => {
    const { customers } = api.callerAs('support');
    const form = {
      currency: 'USD',
      payment_terms: 'net_30',
      billed_to: 'self',
      tax_exempt: false,
      tax_id: null,
    } as const;
    const made = await customers.create({ ...someone(form), status: 'active', parent_id: null });
    const renamed = await customers.update({ id: made.id, ...form, name: 'Known As', address_line1: 'New Street 1' });
    expect(renamed).toMatchObject({ name: 'Known As', address_line1: 'New Street 1', version: 2 });
  });

  it.each([
    ['payment_terms', 'net_90'],
    ['currency', 'EUR'],
    ['status', 'closed'],
    ['status', 'suspended'],
    ['billed_to', 'parent'],
    ['tax_exempt', true],
    ['tax_id', 'DE136695976'],
  ])('sets no %s to %s, on a new customer or a known one', async (field, value) => {
    const { customers } = api.callerAs('support');
    const { id } = (await create(someone())).body;
    const change = { [field]: value };
    expect(await details(customers.update({ id, ...change }))).toMatchObject(refused(field));
    expect(await details(customers.create(someone(change) as never))).toMatchObject(refused(field));
  });

  it('neither deletes nor restores customers', async () => {
    const { id } = (await create(someone())).body;
    await expect(api.callerAs('support').customers.delete({ id })).rejects.toThrow(/role finance/);
    await expect(api.callerAs('support').customers.restore({ id })).rejects.toThrow(/role finance/);
  });
});

describe('creating a customer', () => {
  it('answers 201 with what was left out taken from the tenant', async () => {
    const answer = await create({ name: 'Ada', email: ' Ada@Example.COM ', country: 'de' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'Ada',
      email: 'ada@example.com',
      country: 'DE',
      currency: 'USD',
      time_zone: 'UTC',
      locale: 'en-US',
      payment_terms: 'net_30',
      status: 'active',
      tax_exempt: false,
      metadata: {},
      version: 1,
      created_at: '2026-01-11T10:30:00.000Z',
    });
    expect(answer.headers.get('etag')).toBe('"1"');
  });

  it('writes its audit row and its event in the same transaction', async () => {
    const { body } = await create(someone());
    await api.db.withTenant(api.tenant_id, async (tx) => {
      const audit = await tx.auditEntry.findMany({ where: { object_id: body.id } });
      const events = await tx.event.findMany({ where: { object_id: body.id } });
      expect(audit).toMatchObject([
        { action: 'customer.created', actor_type: 'api_key', after: { email: body.email } },
      ]);
      expect(events).toMatchObject([{ type: 'customer.created', payload: { id: body.id } }]);
    });
  });

  it('refuses an address that is taken, however it is written, and names the field', async () => {
    const first = someone();
    await create(first);
    const answer = await create({ ...someone(), email: first.email.toUpperCase() });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'duplicate', errors: [{ path: 'email' }] });
  });

  it('refuses an external_id that is taken', async () => {
    await create(someone({ external_id: 'crm-1' }));
    const answer = await create(someone({ external_id: 'crm-1' }));
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toMatchObject([{ path: 'external_id' }]);
  });

  it.each([
    ['country', 'XX'],
    ['country', 'Germany'],
    ['currency', 'XXX'],
    ['time_zone', 'Mars/Olympus'],
    ['payment_terms', 'net_-1'],
    ['email', 'not an address'],
    ['locale', 'no such tag!'],
    ['name', '   '],
    ['status', 'gone'],
    ['tax_exempt', 'yes'],
    ['metadata', 'text'],
  ])('refuses %s = %j and says where', async (field, value) => {
    const answer = await create(someone({ [field]: value }));
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.errors).toMatchObject([{ path: field }]);
  });

  it('names every fault at once, fields it does not know among them', async () => {
    const answer = await create({ name: 7, colour: 'red', metadata: { ok: 1 } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((fault: { path: string }) => fault.path).sort()).toEqual(['colour', 'email', 'name']);
  });
});

describe('changing a customer', () => {
  it('changes what is given, clears what is null and leaves the rest', async () => {
    const { body } = await create(someone({ company: 'Old', city: 'Paris' }));
    const answer = await api.rest('PUT', `/api/customers/${body.id}`, { body: { company: 'New', city: null } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ company: 'New', city: null, email: body.email, version: 2 });
  });

  it('leaves no trace of a change to what already is', async () => {
    const { body } = await create(someone({ company: 'Same' }));
    const answer = await api.rest('PUT', `/api/customers/${body.id}`, { body: { company: 'Same' } });
    expect(answer.body.version).toBe(1);
  });

  it('refuses to write over a change the client has not seen', async () => {
    const { body } = await create(someone());
    const path = `/api/customers/${body.id}`;
    const first = await api.rest('PUT', path, { body: { company: 'A' }, headers: { 'if-match': '"1"' } });
    const second = await api.rest('PUT', path, { body: { company: 'B' }, headers: { 'if-match': '"1"' } });
    expect([first.status, second.status]).toEqual([200, 412]);
    expect(first.headers.get('etag')).toBe('"2"');
    expect(second.body.code).toBe('version_conflict');
  });

  it('lets ten changes at once all happen, one after the other', async () => {
    const { body } = await create(someone());
    const path = `/api/customers/${body.id}`;
    const changes = Array.from({ length: 10 }, (_, n) => api.rest('PUT', path, { body: { city: `City ${n}` } }));
    expect((await Promise.all(changes)).map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect((await api.rest('GET', path)).body.version).toBe(11);
  });
});

describe('reading a customer', () => {
  it('answers with balance, counts, subscriptions and invoices', async () => {
    const { body } = await create(someone());
    await insertInvoice(api, body.id, { status: 'sent', amount_due: 12_345n, number: 'T-1' });
    await insertInvoice(api, body.id, { status: 'overdue', amount_due: 100n, number: 'T-2' });
    const answer = await api.rest('GET', `/api/customers/${body.id}`);
    expect(answer.body).toMatchObject({
      balance: 124.45,
      balances: [{ currency: 'USD', amount_due: 124.45, overdue: 1 }],
      counts: { invoices: 2, open_invoices: 2, subscriptions: 0, live_subscriptions: 0 },
      subscriptions: [],
    });
    expect(answer.body.recent_invoices).toHaveLength(2);
  });

  it('shows a new balance even to a client that has this version of the customer already', async () => {
    const { body } = await create(someone());
    await insertInvoice(api, body.id, { status: 'sent', amount_due: 700n, number: 'T-3' });
    const answer = await api.rest('GET', `/api/customers/${body.id}`, { headers: { 'if-none-match': '"1"' } });
    expect(answer).toMatchObject({ status: 200, body: { version: 1, balance: 7 } });
  });

  it('answers 404 for an id that is nobody', async () => {
    const answer = await api.rest('GET', '/api/customers/019b0000-0000-7000-8000-000000000000');
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('not_found');
  });
});

describe('deleting a customer', () => {
  it('hides it, keeps the row and frees the address', async () => {
    const { body } = await create(someone());
    const path = `/api/customers/${body.id}`;
    expect((await api.rest('DELETE', path)).body).toEqual({ id: body.id, deleted: true });
    expect((await api.rest('GET', path)).status).toBe(404);
    expect((await api.rest('DELETE', path)).status).toBe(404);
    expect((await create(someone({ email: body.email }))).status).toBe(201);
  });

  it.each(['draft', 'sent', 'overdue'])('is refused while a %s invoice is open', async (status) => {
    const { body } = await create(someone());
    await insertInvoice(api, body.id, { status, amount_due: 1n, number: `D-${status}` });
    const answer = await api.rest('DELETE', `/api/customers/${body.id}`);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'customer_in_use', detail: expect.stringContaining(`D-${status}`) });
  });
});

describe('deleting a customer with account credit', () => {
  it('is refused until it is paid out', async () => {
    const { body } = await create(someone());
    const adjust = (amount: number) =>
      api.rest('POST', `/api/customers/${body.id}/credit-adjustments`, { body: { amount, reason: 'Goodwill' } });
    expect((await adjust(12.5)).status).toBe(201);
    const refused = await api.rest('DELETE', `/api/customers/${body.id}`);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(`account credit of 12.5 ${body.currency} is left`);
    await adjust(-12.5);
    expect((await api.rest('DELETE', `/api/customers/${body.id}`)).status).toBe(200);
  });
});

describe('listing customers', () => {
  let tenant: TestTenant;
  beforeAll(async () => {
    tenant = await api.addTenant('lists');
    const people = [
      { name: 'Zoe', country: 'FR', currency: 'EUR' },
      { name: 'Ann 100%', country: 'DE', currency: 'EUR', status: 'suspended' },
      { name: 'Bob_b', company: 'Zoetrope', country: 'US' },
      { name: 'Ann', country: 'US' },
      { name: 'Ann', country: 'US' },
    ];
    for (const [n, person] of people.entries()) {
      const body = { ...person, email: `list${n}@example.com` };
      expect((await tenant.rest('POST', '/api/customers', { body })).status).toBe(201);
    }
  });
  const names = async (query: string) => {
    const { body } = await tenant.rest('GET', `/api/customers?${query}`);
    return body.data.map((row: { name: string }) => row.name);
  };

  it('filters by status, country and currency', async () => {
    expect(await names('status=suspended')).toEqual(['Ann 100%']);
    expect(await names('country=fr')).toEqual(['Zoe']);
    expect(await names('currency=EUR&sort=name')).toEqual(['Ann 100%', 'Zoe']);
  });

  it('searches names and companies, and takes % and _ for what they are', async () => {
    expect(await names('q=zoe&sort=name')).toEqual(['Bob_b', 'Zoe']);
    expect(await names('q=%25')).toEqual(['Ann 100%']);
    expect(await names('q=_')).toEqual(['Bob_b']);
  });

  it('filters by the day they came, where the tenant is, and by what is overdue', async () => {
    expect(await names('created_from=2026-01-11&created_to=2026-01-11')).toHaveLength(5);
    expect(await names('created_to=2026-01-10')).toEqual([]);
    expect(await names('created_from=2026-01-12')).toEqual([]);
    const zoe = (await tenant.rest('GET', '/api/customers?q=zoe&country=fr')).body.data[0];
    await insertInvoice({ ...api, ...tenant }, zoe.id, { status: 'overdue', amount_due: 1n, number: 'L-1' });
    expect(await names('has_overdue=true')).toEqual(['Zoe']);
    expect(await names('has_overdue=false')).toHaveLength(4);
  });

  it('counts each status under the other filters', async () => {
    const { body } = await tenant.rest('GET', '/api/customers?status=active&currency=EUR');
    expect(body.counts).toEqual({ all: 2, active: 1, suspended: 1, closed: 0, deleted: 0 });
  });

  it.each(['name', '-name', 'created_at', '-created_at', 'email'])(
    'shows each once, page by page, by %s',
    async (sort) => {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = `limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`;
        const { body } = await tenant.rest('GET', `/api/customers?${query}`);
        seen.push(...body.data.map((row: { email: string }) => row.email));
        cursor = body.next_cursor;
      }
      expect(seen).toHaveLength(5);
      expect(new Set(seen).size).toBe(5);
    },
  );

  it.each(['cursor=nonsense', 'limit=0', 'limit=101', 'limit=two', 'sort=tax_id', 'colour=red'])(
    'refuses ?%s and names the parameter',
    async (query) => {
      const answer = await tenant.rest('GET', `/api/customers?${query}`);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ path: query.split('=')[0] }]);
    },
  );

  it('refuses a cursor of another order', async () => {
    const { body } = await tenant.rest('GET', '/api/customers?limit=1&sort=name');
    const answer = await tenant.rest('GET', `/api/customers?limit=1&sort=-name&cursor=${body.next_cursor}`);
    expect(answer.body.code).toBe('invalid_cursor');
  });
});
