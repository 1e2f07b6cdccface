import { DEFAULT_SUBSCRIPTION_POLICY } from '@revenue/billing-core/subscriptions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const policyOf = async () => (await api.rest('GET', '/api/subscription-policy')).body;

describe('the subscription policy', () => {
  it('is the default one until somebody says otherwise, which is what the database has for it', async () => {
    expect(await policyOf()).toEqual({ ...DEFAULT_SUBSCRIPTION_POLICY, version: 0 });
    const { tenant_id } = await api.addTenant('silent');
    const row = await api.db.withTenant(tenant_id, (tx) =>
      tx.subscriptionPolicy.create({ data: { tenant_id, updated_at: api.clock.now() } }),
    );
    expect(row).toMatchObject(DEFAULT_SUBSCRIPTION_POLICY);
  });

  it('changes what is said and keeps the rest, for the version that was seen', async () => {
    const { version } = await policyOf();
    const body = { proration: 'second', grace_days: 30, version };
    const changed = await api.rest('PUT', '/api/subscription-policy', { body });
    expect(changed).toMatchObject({
      status: 200,
      body: { proration: 'second', grace_days: 30, downgrade: 'period_end' },
    });
    const refused = await api.rest('PUT', '/api/subscription-policy', { body });
    expect(refused).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    const { data } = await api.caller.audit.list({ object_id: api.tenant_id, limit: 1 });
    expect(data[0]).toMatchObject({ action: 'subscription_policy.updated', after: { grace_days: 30 } });
  });

  it('names what it does not take', async () => {
    const refused = await api.rest('PUT', '/api/subscription-policy', {
      body: { grace_days: -1, after_grace: 'shout' },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual(['grace_days', 'after_grace']);
  });

  it('is changed by admins alone, and is that of one tenant', async () => {
    await expect(api.callerAs('finance').subscription_policy.update({ grace_days: 1 })).rejects.toThrow(/admin/);
    const other = await api.addTenant('globex');
    expect(await other.caller.subscription_policy.get()).toMatchObject({ grace_days: 14, version: 0 });
  });
});
