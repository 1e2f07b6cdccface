import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('the audit log', () => {
  it('tells of a record who did what, before and after, and under which request', async () => {
    const created = await api.rest('POST', '/api/customers', { body: { name: 'Ada', email: 'ada@example.com' } });
    const path = `/api/customers/${created.body.id}`;
    const changed = await api.rest('PUT', path, { body: { company: 'Engines' }, token: api.session_token });
    const { body } = await api.rest('GET', `/api/audit-log?object_id=${created.body.id}`);
    expect(body.data).toMatchObject([
      {
        action: 'customer.updated',
        actor_type: 'user',
        before: { company: null },
        after: { company: 'Engines', version: 2 },
        request_id: changed.headers.get('x-request-id'),
      },
      { action: 'customer.created', actor_type: 'api_key', before: null, after: { name: 'Ada' } },
    ]);
  });

  it('is read page by page', async () => {
    const first = await api.rest('GET', '/api/audit-log?limit=1');
    const second = await api.rest('GET', `/api/audit-log?limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body.data[0].id).not.toBe(first.body.data[0].id);
  });

  it('cannot be changed, not even by the role that writes it', async () => {
    const change = api.db.withTenant(api.tenant_id, (tx) => tx.auditEntry.updateMany({ data: { actor_id: 'nobody' } }));
    await expect(change).rejects.toThrow(/permission denied/);
  });

  it('speaks of money as the API does, in audit rows and events alike', async () => {
    const customer = await api.rest('POST', '/api/customers', { body: { name: 'Bea', email: 'bea@example.com' } });
    const items = [{ description: 'Work', quantity: 1, unit_price: 12.5 }];
    const invoice = await api.caller.invoices.create({ customer_id: customer.body.id, items });
    await api.caller.invoices.add_item({ id: invoice.id, description: 'More', quantity: 1, unit_price: 0.25 });
    await api.caller.invoices.send({ id: invoice.id });
    await api.caller.invoices.update({ id: invoice.id, status: 'paid' });
    const payloads = await api.db.withTenant(api.tenant_id, (tx) =>
      tx.event.findMany({ where: { tenant_id: api.tenant_id }, orderBy: { id: 'asc' } }),
    );
    const told = payloads.map(({ type, payload }) => ({ type, payload }));
    expect(told).toContainEqual({
      type: 'invoice.created',
      payload: expect.objectContaining({ subtotal: 12.5, discount: 0, tax: 0, total: 12.5 }),
    });
    expect(told).toContainEqual({ type: 'invoice.updated', payload: expect.objectContaining({ total: 12.75 }) });
    expect(told).toContainEqual({ type: 'payment.succeeded', payload: expect.objectContaining({ amount: 12.75 }) });
    expect(JSON.stringify(told)).not.toMatch(/"(sub)?total":"|"amount":"|"tenant_id"/);
  });
});
