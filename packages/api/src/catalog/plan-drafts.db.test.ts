import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.caller.meters.create({ code: 'tokens', name: 'Tokens', unit: 'token' });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const fee = (amount: number) => ({
  kind: 'recurring' as const,
  name: 'Base',
  pricing: { model: 'flat' as const, amount },
});
const terms = (amount: number) => ({ currency: 'USD', components: [fee(amount)] });
const plan = (code: string, extra: object = {}) => ({ code, name: code, ...terms(20), ...extra });
const make = (code: string, extra: object = {}) => api.caller.plans.create(plan(code, extra) as never);
const customer = async (name: string) =>
  (await api.caller.customers.create({ name, email: `${name}@example.com`, country: 'US', currency: 'USD' })).id;

describe('a draft', () => {
  test('is edited, published and then found by new subscribers, with who published it and when', async () => {
    const { id } = await make('drafted', { publish: false });
    expect(await api.caller.plans.get({ id })).toMatchObject({
      latest_version: { version: 1, status: 'draft', published_at: null },
      has_draft: true,
      versions: [],
      draft: { version: 1 },
    });
    const customer_id = await customer('early');
    await expect(api.caller.subscriptions.create({ customer_id, plan_id: id })).rejects.toThrow(/not published yet/);
    await api.caller.plans.save_draft({ id, ...terms(25), trial_days: 14 });
    const published = await api.caller.plans.publish_draft({ id });
    expect(published).toMatchObject({
      has_draft: false,
      draft: null,
      versions: [
        {
          version: 1,
          status: 'published',
          trial_days: 14,
          published_at: '2026-01-11T10:30:00.000Z',
          published_by: expect.any(String),
          components: [{ pricing: { amount: 25 } }],
          subscriptions: 0,
        },
      ],
    });
    const subscription = await api.caller.subscriptions.create({ customer_id, plan_id: id });
    expect(subscription.plan.version).toBe(1);
    const events = (await api.caller.audit.list({ object_id: id })).data.map(({ action }) => action);
    expect(events).toEqual(['plan.version_created', 'plan.draft_saved', 'plan.created']);
  });

  test('of the next version leaves the published one alone, to new subscribers too, until it is published', async () => {
    const { id } = await make('next');
    const drafted = await api.caller.plans.save_draft({ id, ...terms(30) });
    expect(drafted).toMatchObject({ latest_version: { version: 1 }, draft: { version: 2 }, has_draft: true });
    const old = await api.caller.subscriptions.create({ customer_id: await customer('before'), plan_id: id });
    expect(old.plan.version).toBe(1);
    const named = api.caller.subscriptions.create({
      customer_id: await customer('sneaky'),
      plan_version_id: drafted.draft?.id ?? '',
    });
    await expect(named).rejects.toThrow(/not published yet/);
    const published = await api.caller.plans.publish_draft({ id });
    expect(published.versions.map(({ version, subscriptions }) => [version, subscriptions])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });

  test('is discarded, and with it a plan of which nothing was published', async () => {
    const { id } = await make('kept');
    await api.caller.plans.save_draft({ id, ...terms(31) });
    expect(await api.caller.plans.discard_draft({ id })).toEqual({ deleted: 'draft' });
    expect(await api.caller.plans.get({ id })).toMatchObject({ draft: null, versions: [{ version: 1 }] });
    await expect(api.caller.plans.publish_draft({ id })).rejects.toThrow(/no draft/);
    const whole = await make('gone', { publish: false });
    expect(await api.caller.plans.discard_draft({ id: whole.id })).toEqual({ deleted: 'plan' });
    await expect(api.caller.plans.get({ id: whole.id })).rejects.toThrow(/no plan/);
    expect((await make('gone')).latest_version.status).toBe('published');
  });

  test('is one at a time, in the currency of the plan, and not written over unseen', async () => {
    const { id } = await make('single');
    const { version } = await api.caller.plans.save_draft({ id, ...terms(40) });
    await expect(api.caller.plans.create_version({ id, ...terms(41) })).rejects.toThrow(/being drafted/);
    const euro = { id, ...terms(40), currency: 'EUR' };
    await expect(api.caller.plans.save_draft(euro)).rejects.toThrow(/in USD/);
    await api.caller.plans.save_draft({ id, ...terms(42), version });
    const stale = await api.rest('POST', `/api/plans/${id}/draft/publish`, { headers: { 'if-match': `"${version}"` } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    const fresh = await api.rest('POST', `/api/plans/${id}/draft/publish`, {
      headers: { 'if-match': `"${version + 1}"` },
    });
    expect(fresh.body.latest_version).toMatchObject({ version: 2, components: [{ pricing: { amount: 42 } }] });
  });

  test('that bills a meter archived meanwhile is not published', async () => {
    const meter = await api.caller.meters.create({ code: 'old', name: 'Old' });
    const usage = { kind: 'usage', name: 'Old', meter: 'old', pricing: { model: 'per_unit', unit_amount: 1 } };
    const { id } = await make('archived', { components: [usage], publish: false });
    await api.caller.meters.archive({ id: meter.id });
    const answer = await api.rest('POST', `/api/plans/${id}/draft/publish`);
    expect(answer.body.errors).toMatchObject([{ path: 'components[0].meter' }]);
  });
});

describe('a published version', () => {
  test('is held by the database: nothing of it changes, goes, or is slipped in', async () => {
    const { id, latest_version } = await make('fixed');
    const sql = (text: string) =>
      api.db.withTenantSql(api.tenant_id, (client) => client.query(text, [api.tenant_id, latest_version.id]));
    const at = 'WHERE tenant_id = $1 AND';
    await expect(sql(`UPDATE plan_versions SET trial_days = 3 ${at} id = $2`)).rejects.toThrow(/does not change/);
    await expect(sql(`UPDATE plan_versions SET published_at = NULL ${at} id = $2`)).rejects.toThrow(/does not change/);
    await expect(sql(`DELETE FROM plan_components ${at} plan_version_id = $2`)).rejects.toThrow(/does not change/);
    const insert = `INSERT INTO plan_components (tenant_id, id, plan_version_id, position, kind, name, timing, pricing)
                    VALUES ($1, gen_random_uuid(), $2, 9, 'recurring', 'Extra', 'advance', '{}')`;
    await expect(sql(insert)).rejects.toThrow(/does not change/);
    expect((await api.caller.plans.get({ id })).latest_version).toEqual(latest_version);
  });

  test('has components with an interval of their own, a whole number of those of the plan', async () => {
    const yearly = { ...fee(100), name: 'Licence', interval: 'year' as const };
    const { latest_version } = await make('yearly', { components: [fee(10), yearly] });
    expect(latest_version.components).toMatchObject([
      { interval: null, interval_count: null },
      { interval: 'year', interval_count: 1 },
    ]);
    const body = plan('weekly', { interval: 'month', components: [{ ...fee(1), interval: 'week' }] });
    const refused = await api.rest('POST', '/api/plans', { body });
    expect(refused.body.errors).toMatchObject([{ path: 'components[0].interval' }]);
  });

  test('with a yearly fee in a monthly plan bills it with the month that it begins with', async () => {
    const yearly = { ...fee(120), name: 'Licence', interval: 'year' as const };
    const { id } = await make('licence', { components: [fee(10), yearly] });
    const customer_id = await customer('licensee');
    await api.caller.subscriptions.create({ customer_id, plan_id: id, start_date: '2025-12-01' });
    const run = await api.caller.billing_runs.start({ customer_id });
    await executeBillingRun(api.ctx, run.id);
    const [invoice] = (await api.caller.invoices.list({ customer_id })).data;
    const { items } = await api.caller.invoices.get({ id: invoice?.id ?? '' });
    const lines = items.map(({ description, amount, service_period }) => [description, amount, service_period?.end]);
    expect(lines).toEqual([
      ['Base', 10, '2026-01-01'],
      ['Licence', 120, '2026-12-01'],
      ['Base', 10, '2026-02-01'],
    ]);
  });

  test('takes a rate of what a meter summed, and refuses what needs single transactions by name', async () => {
    const share = (pricing: object) => ({ components: [{ kind: 'usage', name: 'Share', meter: 'tokens', pricing }] });
    const fair = { model: 'percentage', rate_percent: 2.5, free_amount: 100, minimum_amount: 5, maximum_amount: 50 };
    expect((await make('share', share(fair))).latest_version.components[0]?.pricing).toMatchObject({
      rate_percent: 2.5,
    });
    const body = plan('single-fee', share({ ...fair, fixed_amount: 0.3, max_per_transaction: 9 }));
    const answer = await api.rest('POST', '/api/plans', { body });
    const paths = answer.body.errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(['components[0].pricing.fixed_amount', 'components[0].pricing.max_per_transaction']);
  });
});

describe('an add-on', () => {
  test('is listed by its kind, has no trial, and is not subscribed to alone', async () => {
    const { id } = await make('extra', { kind: 'addon' });
    const { data } = await api.caller.plans.list({ kind: 'addon' });
    expect(data.map(({ code }) => code)).toEqual(['extra']);
    const alone = api.caller.subscriptions.create({ customer_id: await customer('alone'), plan_id: id });
    await expect(alone).rejects.toThrow(/is an add-on/);
    const tried = await api.rest('POST', '/api/plans', { body: plan('try', { kind: 'addon', trial_days: 7 }) });
    expect(tried.body.errors).toMatchObject([{ path: 'trial_days' }]);
  });

  test('has the subscriptions that hold it beside their plan, by version, as long as they live', async () => {
    const extra = await make('beside', { kind: 'addon', components: [fee(5), { ...fee(1), name: 'Care' }] });
    const base = await make('beside-base', { trial_days: 7 });
    const subscribe = async (name: string) =>
      api.caller.subscriptions.create({
        ...{ customer_id: await customer(name), plan_id: base.id, add_ons: [{ plan_id: extra.id }] },
      });
    const [gone] = [await subscribe('beside-1'), await subscribe('beside-2')];
    await api.caller.plans.create_version({ id: extra.id, ...terms(6) });
    const fresh = await subscribe('beside-3');
    const counts = async () => {
      const { data } = await api.caller.plans.list({ kind: 'addon', limit: 100 });
      const { versions } = await api.caller.plans.get({ id: extra.id });
      const listed = data.find(({ id }) => id === extra.id)?.subscriptions;
      return { listed, versions: versions.map(({ version, subscriptions }) => [version, subscriptions]) };
    };
    expect(await counts()).toEqual({
      listed: 3,
      versions: [
        [2, 1],
        [1, 2],
      ],
    });
    const compared = await api.caller.plans.compare_versions({ id: extra.id, from: 1, to: 2 });
    expect([compared.from.subscriptions, compared.to.subscriptions]).toEqual([2, 1]);
    await api.caller.subscriptions.cancel({ id: gone.id, when: 'now', settle: 'none' });
    await api.caller.subscriptions.update({ id: fresh.id, add_ons: [], when: 'now' });
    expect(await counts()).toEqual({
      listed: 1,
      versions: [
        [2, 0],
        [1, 1],
      ],
    });
    expect((await api.caller.plans.get({ id: base.id })).subscriptions).toBe(2);
  });

  test('and drafts are told apart in the list', async () => {
    await make('unpublished', { publish: false });
    const codes = async (published: boolean) =>
      (await api.caller.plans.list({ published, limit: 100 })).data.map(({ code }) => code);
    expect(await codes(false)).toContain('unpublished');
    expect(await codes(true)).not.toContain('unpublished');
  });
});
