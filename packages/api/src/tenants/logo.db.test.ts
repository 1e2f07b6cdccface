import { checkInvariants } from '@revenue/db/invariants';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  other = await api.addTenant('globex');
});
afterEach(async () => expect(await checkInvariants(api.db)).toEqual([]));
afterAll(() => api.stop());

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><script>alert(1)</script><rect width="300" height="100" fill="red"/></svg>';
const put = (raw: string | Uint8Array<ArrayBuffer>, type = 'image/svg+xml', tenant: TestTenant = api) =>
  tenant.rest('PUT', '/api/tenant/logo', { raw, headers: { 'content-type': type } });
const fetchLogo = (key: string) => fetch(`${api.url}/api/tenant/logo`, { headers: { authorization: `Bearer ${key}` } });

it('takes a logo, keeps it as PNG, and shows it to its own tenant', async () => {
  expect((await fetchLogo(api.api_key)).status).toBe(404);
  const set = await put(SVG);
  expect(set).toMatchObject({ status: 200, body: { logo_hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  const shown = await fetchLogo(api.api_key);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'");
  const png = Buffer.from(await shown.arrayBuffer());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.toString('latin1')).not.toContain('alert');
  expect((await fetchLogo(other.api_key)).status).toBe(404);
});

it('writes nothing when the same logo comes again, and audits what changes', async () => {
  await put(SVG);
  const before = await api.caller.audit.list({ object_id: api.tenant_id });
  await put(SVG);
  expect((await api.caller.audit.list({ object_id: api.tenant_id })).data).toHaveLength(before.data.length);
  const gone = await api.rest('DELETE', '/api/tenant/logo');
  expect(gone).toMatchObject({ status: 200, body: { logo_hash: null } });
  const [newest] = (await api.caller.audit.list({ object_id: api.tenant_id })).data;
  expect(newest).toMatchObject({ action: 'tenant.updated', after: { logo_hash: null } });
});

it('refuses what is no picture, too large, or sent by somebody who may not', async () => {
  expect(await put('hello')).toMatchObject({ status: 422, body: { code: 'invalid_logo' } });
  expect(await put('{}', 'application/json')).toMatchObject({ status: 415 });
  expect(await put(new Uint8Array(600_000), 'image/png')).toMatchObject({ status: 413 });
  const { secret } = await api.caller.access.create_api_key({ name: 'support', role: 'support' });
  const refused = await api.rest('PUT', '/api/tenant/logo', {
    raw: SVG,
    token: secret,
    headers: { 'content-type': 'image/svg+xml' },
  });
  expect(refused).toMatchObject({ status: 403, body: { code: 'role_too_low' } });
});

it('heads documents and the public page from then on', async () => {
  const customer = await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', country: 'DE' });
  const items = [{ description: 'Work', unit_price: 100 }];
  const { id } = await api.caller.invoices.create({ customer_id: customer.id, items });
  await api.caller.invoices.update({ id, status: 'sent' });
  const pdfOf = async () => {
    const answer = await fetch(`${api.url}/api/invoices/${id}/pdf`, {
      headers: { authorization: `Bearer ${api.api_key}` },
    });
    return new Uint8Array(await answer.arrayBuffer());
  };
  const plain = await pdfOf();
  await put(SVG);
  const headed = await pdfOf();
  expect(Buffer.from(headed).equals(Buffer.from(plain))).toBe(false);
  const text = async (pdf: Uint8Array) =>
    (await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true })).text.match(/acme Inc\./g)?.length;
  expect([await text(plain), await text(headed)]).toEqual([3, 2]);
  const { url } = await api.caller.invoices.link({ id });
  const path = url?.replace('http://localhost', '');
  const page = await api.rest('GET', `${path}/content`, { token: null });
  expect(page.body.logo).toEqual({ width: 720, height: 240 });
  const logo = await fetch(`${api.url}${path}/logo`);
  expect(logo.headers.get('content-type')).toBe('image/png');
  expect(logo.headers.get('x-robots-tag')).toContain('noindex');
  await api.rest('DELETE', '/api/tenant/logo');
  expect(Buffer.from(await pdfOf()).equals(Buffer.from(plain))).toBe(true);
});
