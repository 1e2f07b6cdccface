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
});
