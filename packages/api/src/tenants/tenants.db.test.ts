import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { createTenant } from './create-tenant.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const change = (body: object) => api.rest('PUT', '/api/tenant', { body });

describe('the settings of a tenant', () => {
  it('show who it is and what its next invoice would be numbered', async () => {
    const { body } = await api.rest('GET', '/api/tenant');
    expect(body).toMatchObject({
      id: api.tenant_id,
      slug: 'acme',
      invoice_number_format: 'INV-{YYYY}-{SEQ:3}',
      next_invoice_number: 'INV-2026-001',
    });
  });

  it('change what is given, and new customers start from it', async () => {
    const answer = await change({
      currency: 'EUR',
      time_zone: 'Europe/Berlin',
      legal_name: 'Acme GmbH',
      country: 'DE',
    });
    expect(answer.body).toMatchObject({ currency: 'EUR', legal_name: 'Acme GmbH', locale: 'en-US' });
    const body = { name: 'Ada', email: 'ada@example.com' };
    const customer = await api.rest('POST', '/api/customers', { body });
    expect(customer.body).toMatchObject({ currency: 'EUR', time_zone: 'Europe/Berlin', country: 'DE' });
  });

  it('have an ETag, and are not written over by one who has not seen the newest', async () => {
    const { headers, body } = await api.rest('GET', '/api/tenant');
    const tag = headers.get('etag') ?? '';
    expect(tag).toBe(`"${body.version}"`);
    const save = (city: string) => api.rest('PUT', '/api/tenant', { body: { city }, headers: { 'if-match': tag } });
    expect((await save('First')).body).toMatchObject({ city: 'First', version: body.version + 1 });
    expect(await save('Second')).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    expect((await api.rest('GET', '/api/tenant')).body.city).toBe('First');
  });

  it('have a bank account for each currency, set all together', async () => {
    const euro = { currency: 'EUR', iban: 'DE89 3704 0044 0532 0130 00', is_default: true };
    const dollar = { currency: 'USD', account_number: '000123456789', routing_number: '021000021' };
    const none = { account_holder: null, bank_name: null, iban: null, account_number: null, routing_number: null };
    const { body } = await change({ bank_accounts: [dollar, euro] });
    expect(body.bank_accounts).toEqual([
      { ...none, bic: null, ...euro, iban: 'DE89370400440532013000' },
      { ...none, bic: null, ...dollar, is_default: false },
    ]);
    expect((await change({ city: 'Bremen' })).body.bank_accounts).toEqual(body.bank_accounts);
    expect((await change({ bank_accounts: [dollar] })).body.bank_accounts).toHaveLength(1);
    const twice = await change({ bank_accounts: [dollar, dollar] });
    expect(twice).toMatchObject({ status: 422, body: { errors: [{ path: 'bank_accounts[1].currency' }] } });
  });

  it('take a number format and refuse one that would repeat numbers', async () => {
    const taken = await change({ invoice_number_format: '{YYYY}{MM}-{SEQ:4}' });
    expect(taken.body.next_invoice_number).toBe('202601-0001');
    const refused = await change({ invoice_number_format: 'INV-{MM}-{SEQ}' });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'invalid_number_format', errors: [{ path: 'invoice_number_format' }] });
  });

  it('refuse a number format that would come to numbers given out already', async () => {
    const { caller, rest } = await api.addTenant('renumbering');
    const { id: customer_id } = await caller.customers.create({ name: 'A', email: 'a@example.com' });
    const items = [{ description: 'x', unit_price: 1 }];
    await caller.invoices.create({ customer_id, items });
    for (const invoice_number_format of ['INV-2026-{SEQ:3}', '{CUSTOMER}-{SEQ:3}']) {
      const refused = await rest('PUT', '/api/tenant', { body: { invoice_number_format } });
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'invoice_number_format' }] } });
      expect(await caller.tenants.preview_number_format({ format: invoice_number_format })).toMatchObject({
        valid: false,
      });
    }
    for (const [format, number] of [
      ['I.{YYYY}-{MM}-{SEQ:3}', 'I.2026-01-001'],
      ['INV-{YYYY}-{SEQ:3}', 'INV-2026-002'],
      ['INV-{YY}-{SEQ:5}', 'INV-26-00003'],
    ] as const) {
      await caller.tenants.update({ invoice_number_format: format });
      expect((await caller.invoices.create({ customer_id, items })).invoice_number).toBe(number);
    }
  });

  it('preview a number format while it is typed', async () => {
    const preview = (format: string) => api.caller.tenants.preview_number_format({ format });
    expect(await preview('A-{SEQ:2}')).toEqual({
      valid: true,
      fault: null,
      examples: ['A-01', 'A-02', 'A-03'],
      restart: 'never',
      after_restart: null,
    });
    expect(await preview('{CUSTOMER}/{YY}-{SEQ:4}')).toMatchObject({
      examples: ['ACME/26-0001', 'ACME/26-0002', 'ACME/26-0003'],
      restart: 'yearly',
      after_restart: 'ACME/27-0001',
    });
    expect(await preview('{YYYY}-{MM}-{SEQ}')).toMatchObject({ restart: 'monthly', after_restart: '2026-02-1' });
    expect(await preview('{YYYY}{MM}{DD}-{SEQ}')).toMatchObject({ restart: 'daily', after_restart: '20260112-1' });
    expect(await preview('A-')).toMatchObject({ valid: false, examples: [] });
  });

  it('let numbers name the customer, by his external id or the end of his id', async () => {
    const { caller } = await api.addTenant('naming');
    await caller.tenants.update({ invoice_number_format: '{CUSTOMER}-{YYYY}-{SEQ:3}' });
    const items = [{ description: 'x', unit_price: 1 }];
    const known = await caller.customers.create({ name: 'A', email: 'a@example.com', external_id: 'acme gmbh' });
    const other = await caller.customers.create({ name: 'B', email: 'b@example.com' });
    const first = await caller.invoices.create({ customer_id: known.id, items });
    const second = await caller.invoices.create({ customer_id: other.id, items });
    const next_year = await caller.invoices.create({ customer_id: known.id, items, issue_date: '2027-01-01' });
    expect([first, second, next_year].map(({ invoice_number }) => invoice_number)).toEqual([
      'ACMEGMBH-2026-001',
      `${other.id.slice(-6).toUpperCase()}-2026-002`,
      'ACMEGMBH-2027-001',
    ]);
  });

  it('are for administrators', async () => {
    await expect(api.callerAs('finance').tenants.update({ name: 'Mine' })).rejects.toThrow(/needs the role admin/);
  });

  it('refuse parameters they do not know', async () => {
    expect((await api.rest('GET', '/api/tenant?colour=red')).status).toBe(422);
  });
});

describe('creating a tenant', () => {
  it('refuses a slug that is taken and one that is none', async () => {
    await expect(createTenant(api.services, { name: 'Again', slug: 'acme' })).rejects.toThrow(/already/);
    await expect(createTenant(api.services, { name: 'Bad', slug: 'Not A Slug' })).rejects.toThrow();
  });
});
