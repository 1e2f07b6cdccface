import { HostedInvoice } from '@revenue/billing-core/invoices';
import { checkInvariants } from '@revenue/db/invariants';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../../test/kit/start-api.ts';

let api: TestApi;
let other: TestTenant;
let customerId: string;

beforeAll(async () => {
  api = await startApi();
  other = await api.addTenant('globex');
  const bank_accounts = [{ currency: 'EUR', iban: 'DE89370400440532013000', is_default: true }];
  await api.caller.tenants.update({ legal_name: 'Acme GmbH', bank_accounts });
  const buyer = { name: 'Ada', email: 'ada@example.com', company: 'Źródło Sp. z o.o.', country: 'PL', currency: 'EUR' };
  customerId = (await api.caller.customers.create({ ...buyer, locale: 'pl-PL', metadata: { rating: 'doubtful' } })).id;
});
// Each test starts in a minute of its own, for what is limited by the minute.
beforeEach(() => later(2));
afterEach(async () => expect(await checkInvariants(api.db)).toEqual([]));
afterAll(() => api.stop());

const later = (minutes: number) => api.clock.moveTo(new Date(api.clock.now().getTime() + minutes * 60_000));

const draft = () =>
  api.caller.invoices.create({
    customer_id: customerId,
    items: [
      { description: 'Licence', unit_price: '1234.56' },
      { description: 'Support', quantity: '2.5', unit_price: 10 },
    ],
    metadata: { margin: 'thin' },
  });

async function finalInvoice(): Promise<{ id: string; number: string; path: string }> {
  const { id, invoice_number } = await draft();
  await api.caller.invoices.update({ id, status: 'sent' });
  return { id, number: invoice_number, path: await pathOf(id) };
}

async function pathOf(id: string): Promise<string> {
  const { url } = await api.caller.invoices.link({ id });
  expect(url).toMatch(/^http:\/\/localhost\/i\/[A-Za-z0-9_-]{64}$/);
  return url?.replace('http://localhost', '') ?? '';
}

/** As somebody who has the link and nothing else, or with the session of somebody. */
const look = (path: string, session?: string) =>
  api.rest('GET', `${path}/content`, {
    token: null,
    headers: session ? { cookie: `revenue_session=${session}` } : {},
  });
const linkOf = (id: string) => api.caller.invoices.link({ id });

describe('the public page of an invoice', () => {
  it('shows a stranger with the link what is printed, and nothing else', async () => {
    const { path, number, id } = await finalInvoice();
    const { status, body, text } = await look(path);
    expect(status).toBe(200);
    expect(HostedInvoice.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      invoice_number: number,
      status: 'open',
      currency: 'EUR',
      locale: 'pl-PL',
      seller: { name: 'Acme GmbH' },
      buyer: { name: 'Źródło Sp. z o.o.', contact_name: 'Ada' },
      items: [
        { description: 'Licence', quantity: '1', unit_price: '1234.56', amount: 1234.56 },
        { description: 'Support', quantity: '2.5', unit_price: '10', amount: 25 },
      ],
      transfer: { iban: 'DE89370400440532013000', reference: number, code: { size: expect.any(Number) } },
      is_preview: false,
    });
    const invoice = await api.caller.invoices.get({ id });
    const { subtotal, discount, tax, total, amount_paid, amount_due } = invoice;
    expect(body).toMatchObject({ subtotal, discount, tax, total, amount_paid, amount_due });
    for (const secret of [id, customerId, api.tenant_id, 'doubtful', 'thin', 'derivation', 'metadata']) {
      expect(text).not.toContain(secret);
    }
  });

  it('speaks the language in which the invoice was issued, and any other that is asked for', async () => {
    const { path, id } = await finalInvoice();
    const asked = async (at: string, language: string) =>
      api.rest('GET', `${path}${at}?language=${language}`, { token: null });
    expect((await look(path)).body).toMatchObject({ language: 'pl', buyer: { address_lines: ['Polska'] } });
    expect((await asked('/content', 'fr')).body).toMatchObject({
      ...{ language: 'fr', locale: 'fr-PL', buyer: { address_lines: ['Pologne'] } },
    });
    expect((await asked('/content', 'tlh')).status).toBe(422);
    await api.caller.customers.update({ id: customerId, locale: 'de-DE' });
    expect((await look(path)).body).toMatchObject({ language: 'pl', locale: 'pl-PL' });
    await api.caller.customers.update({ id: customerId, locale: 'pl-PL' });
    const titleOf = async (query: string) => {
      const answer = await fetch(`${api.url}${path}/pdf${query}`);
      const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
      return (await extractText(document, { mergePages: true })).text.match(/Faktura|Facture/)?.[0];
    };
    expect([await titleOf(''), await titleOf('?language=fr'), await titleOf('')]).toEqual([
      'Faktura',
      'Facture',
      'Faktura',
    ]);
    const drawn = await api.db.withTenant(api.tenant_id, (tx) => tx.document.count({ where: { object_id: id } }));
    expect(drawn).toBe(2);
  });

  it('gives the same PDF as the application, with the link in it', async () => {
    const { path, id } = await finalInvoice();
    const raw = (at: string, headers: Record<string, string> = {}) => fetch(api.url + at, { headers });
    const seen = await raw(`${path}/pdf`);
    expect(seen.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await seen.arrayBuffer());
    const own = await raw(`/api/invoices/${id}/pdf`, { authorization: `Bearer ${api.api_key}` });
    expect(Buffer.from(await own.arrayBuffer()).equals(bytes)).toBe(true);
    const document = await getDocumentProxy(new Uint8Array(bytes));
    const page = await document.getPage(1);
    const links = (await page.getAnnotations()).map((annotation: { url?: string }) => annotation.url);
    expect(links).toContain(`http://localhost${path}`);
    expect((await extractText(document, { mergePages: true })).text).toMatch(/Zobacz fakturę INV-\d+-\d+ online/);
  });

  it('is sent with the mail', async () => {
    const { id } = await draft();
    await api.caller.invoices.send({ id });
    const url = `http://localhost${await pathOf(id)}`;
    const { data } = await api.caller.mails.list({ object_id: id });
    const mail = await api.caller.mails.get({ id: data[0]?.id ?? '' });
    expect(mail.html).toContain(`href="${url}"`);
    expect(mail.text).toContain(url);
  });

  it('says what became of the invoice, and keeps to itself what we think of it', async () => {
    const paid = await finalInvoice();
    await api.caller.invoices.update({ id: paid.id, status: 'paid' });
    expect((await look(paid.path)).body).toMatchObject({ status: 'paid', amount_due: 0, transfer: null });
    const gone = await finalInvoice();
    await api.caller.invoices.update({ id: gone.id, status: 'void', void_reason: 'they quarrelled' });
    const seen = await look(gone.path);
    expect(seen.body).toMatchObject({ status: 'void', transfer: null });
    expect(seen.text).not.toContain('quarrelled');
    const lost = await finalInvoice();
    await api.caller.invoices.update({ id: lost.id, status: 'uncollectible' });
    expect((await look(lost.path)).body).toMatchObject({ status: 'open', transfer: { reference: lost.number } });
    const now = api.clock.now();
    api.clock.moveTo(new Date(now.getTime() + 40 * 24 * 3_600_000));
    expect((await look(lost.path)).body).toMatchObject({ status: 'overdue' });
    api.clock.moveTo(now);
  });

  it('is paid into the account of its currency, else the default one, and keeps it whatever is set later', async () => {
    const euro = { currency: 'EUR', iban: 'DE89370400440532013000', is_default: true };
    const dollar = { currency: 'USD', account_number: '000123456789', routing_number: '021000021' };
    await api.caller.tenants.update({ bank_accounts: [euro, dollar] });
    const transferOf = async (currency: string) => {
      const items = [{ description: 'Licence', unit_price: 10 }];
      const { id } = await api.caller.invoices.create({ customer_id: customerId, currency, items });
      await api.caller.invoices.send({ id });
      const { data } = await api.caller.mails.list({ object_id: id });
      const { text } = await api.caller.mails.get({ id: data[0]?.id ?? '' });
      const path = await pathOf(id);
      const pdf = await (await fetch(`${api.url}${path}/pdf`)).arrayBuffer();
      const printed = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
      return { path, shown: (await look(path)).body.transfer, mail: text, pdf: printed.text };
    };
    const inDollars = await transferOf('USD');
    expect(inDollars.shown).toMatchObject({ account_number: '000123456789', routing_number: '021000021' });
    expect(inDollars.shown).toMatchObject({ iban: null, code: null });
    for (const text of [inDollars.mail, inDollars.pdf]) {
      expect(text).toMatch(/ABA routing number:? ?021000021/);
      expect(text).not.toContain('IBAN');
    }
    const inYen = await transferOf('JPY');
    expect(inYen.shown).toMatchObject({ iban: euro.iban, code: null });
    await api.caller.tenants.update({ bank_accounts: [{ ...euro, is_default: false }] });
    expect((await transferOf('JPY')).shown).toBeNull();
    expect((await look(inDollars.path)).body.transfer).toEqual(inDollars.shown);
  });

  it('keeps its address out of search engines, referrers and caches', async () => {
    const { path } = await finalInvoice();
    for (const at of [path, `${path}/content`, `${path}/pdf`, '/i/nothing', '/i/nothing/content']) {
      const { headers } = await api.rest('GET', at, { token: null });
      expect(headers.get('x-robots-tag'), at).toContain('noindex');
      expect(headers.get('referrer-policy'), at).toBe('no-referrer');
      expect(headers.get('cache-control'), at).toMatch(/^private, no-(store|cache)$/);
    }
  });
});

describe('a link', () => {
  it('opens nothing before the invoice is final, nor ever an invoice that was voided before', async () => {
    const { id } = await draft();
    expect(await linkOf(id)).toEqual({ url: null, visits: 0, first_viewed_at: null, last_viewed_at: null });
    await api.caller.invoices.update({ id, status: 'void', void_reason: 'mistake' });
    expect((await linkOf(id)).url).toBeNull();
  });

  it('that is not the right one opens nothing, and does not say why', async () => {
    const { path } = await finalInvoice();
    const token = path.slice(3);
    const draftOf = await draft();
    const swapped = (at: number) => `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    const named = Buffer.from(token, 'base64url');
    const withIds = (tenant: string, invoice: string) =>
      Buffer.concat([Buffer.from((tenant + invoice).replaceAll('-', ''), 'hex'), named.subarray(32)]);
    const wrong = [
      ...[0, 30, 63].map(swapped),
      withIds(api.tenant_id, draftOf.id).toString('base64url'),
      withIds(other.tenant_id, draftOf.id).toString('base64url'),
      'short',
      `${token}x`,
      '%00',
    ];
    const answers = await Promise.all(wrong.map((guess) => look(`/i/${guess}`)));
    const told = new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.detail}`));
    expect([...told]).toEqual(['404 not_found This link opens no invoice. Ask whoever sent it to you for a new one.']);
    for (const at of ['', '/pdf']) {
      expect((await api.rest('GET', `/i/${wrong[0]}${at}`, { token: null })).status).toBe(404);
    }
    expect((await api.rest('GET', path, { token: null })).status).toBe(200);
  });

  it('is replaced: the one of before opens nothing any more, in the PDF neither', async () => {
    const { id, path } = await finalInvoice();
    const { url } = await api.caller.invoices.replace_link({ id });
    expect(url).not.toContain(path);
    expect((await look(path)).status).toBe(404);
    expect((await look(await pathOf(id))).status).toBe(200);
    const audit = await api.caller.audit.list({ object_id: id });
    expect(audit.data.find((entry) => entry.action === 'invoice.link_replaced')?.after).toMatchObject({
      link_generation: 2,
    });
  });

  it('is replaced by finance, not by support, for an invoice of their own that is final', async () => {
    const { id } = await finalInvoice();
    await expect(api.callerAs('support').invoices.replace_link({ id })).rejects.toThrow(/needs the role finance/);
    await expect(other.caller.invoices.replace_link({ id })).rejects.toThrow(/There is no invoice/);
    await expect(other.caller.invoices.link({ id })).rejects.toThrow(/There is no invoice/);
    const unfinished = await draft();
    await expect(api.caller.invoices.replace_link({ id: unfinished.id })).rejects.toThrow(/has no public link/);
  });

  it('is followed so many times a minute, and wrong ones far fewer', async () => {
    const { path } = await finalInvoice();
    const wrong = async () => (await look('/i/nothing')).status;
    for (let guess = 0; guess < 30; guess += 1) expect(await wrong()).toBe(404);
    const refused = await look('/i/nothing');
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.rest('GET', '/i/nothing', { token: null })).status).toBe(429);
    expect((await look(path)).status).toBe(200);
  });
});

describe('a view', () => {
  const views = async (id: string) => {
    const { data } = await api.caller.audit.list({ object_id: id });
    return data.filter((entry) => entry.action === 'invoice.viewed');
  };

  it('is kept with its first and last time; looks within half an hour are one', async () => {
    const { id, path } = await finalInvoice();
    const first = api.clock.now().toISOString();
    await look(path);
    later(20);
    await look(path);
    const again = api.clock.now().toISOString();
    expect(await linkOf(id)).toMatchObject({ visits: 1, first_viewed_at: first, last_viewed_at: again });
    later(31);
    await look(path);
    const last = api.clock.now().toISOString();
    expect(await linkOf(id)).toMatchObject({ visits: 2, first_viewed_at: first, last_viewed_at: last });
    expect((await views(id)).map((entry) => entry.after)).toEqual([
      expect.objectContaining({ visits: 2, last_viewed_at: last }),
      expect.objectContaining({ visits: 1, first_viewed_at: first, last_viewed_at: first }),
    ]);
    const { tenant_id } = api;
    const events = await api.db.withTenant(tenant_id, (tx) =>
      tx.event.count({ where: { tenant_id, object_id: id, type: 'invoice.viewed' } }),
    );
    expect(events).toBe(2);
  });

  it('is one, however many look at once', async () => {
    const { id, path } = await finalInvoice();
    await Promise.all(Array.from({ length: 8 }, () => look(path)));
    expect(await linkOf(id)).toMatchObject({ visits: 1 });
    expect(await views(id)).toHaveLength(1);
  });

  it('of the sender does not count, of somebody of another company does', async () => {
    const { id, path } = await finalInvoice();
    expect((await look(path, api.session_token)).body.is_preview).toBe(true);
    expect(await linkOf(id)).toMatchObject({ visits: 0, first_viewed_at: null });
    expect((await look(path, other.session_token)).body.is_preview).toBe(false);
    expect(await linkOf(id)).toMatchObject({ visits: 1 });
    expect((await look(path, 'a session that is over')).body.is_preview).toBe(false);
  });

  it('changes nothing of the invoice itself, and neither the page nor the PDF is one', async () => {
    const { id, path } = await finalInvoice();
    const before = await api.caller.invoices.get({ id });
    for (const at of [path, `${path}/pdf`]) expect((await api.rest('GET', at, { token: null })).status).toBe(200);
    expect(await linkOf(id)).toMatchObject({ visits: 0 });
    await look(path);
    expect(await api.caller.invoices.get({ id })).toEqual(before);
  });
});
