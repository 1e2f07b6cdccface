import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { executeBillingRun } from '../../billing-runs/execute-billing-run.ts';
import { executeBulkAction } from '../../bulk-actions/execute-bulk-action.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2026-01-11T10:30:00Z' });
  await api.caller.meters.create({ code: 'tokens', name: 'Tokens', unit: 'token' });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const seats = (unit_amount: number) => ({
  kind: 'recurring' as const,
  name: 'Seats',
  pricing: { model: 'per_unit' as const, unit_amount },
});
const support = { kind: 'recurring' as const, name: 'Support', pricing: { model: 'flat' as const, amount: 5 } };

let made = 0;
/** A plan of seats with two versions, ten and twelve dollars a seat, and these customers on the first with so many seats. */
async function story(names: string[], second: object[] = [seats(12)], more: object = {}) {
  made += 1;
  const code = `story-${made}`;
  const plan = await api.caller.plans.create({ code, name: code, currency: 'USD', components: [seats(10)] } as never);
  const subscriptions: string[] = [];
  for (const name of names) {
    const email = `${name}-${made}@example.com`;
    const customer = await api.caller.customers.create({ name, email, currency: 'USD', time_zone: 'UTC' });
    const quantities = [{ component_id: plan.latest_version.components[0]?.id ?? '', quantity: '3' }];
    const terms = { customer_id: customer.id, plan_id: plan.id, start_date: '2026-01-01', quantities, ...more };
    subscriptions.push((await api.caller.subscriptions.create(terms)).id);
  }
  await bill();
  const next = await api.caller.plans.create_version({ id: plan.id, currency: 'USD', components: second } as never);
  return { id: plan.id, first: plan.latest_version, next: next.latest_version, subscriptions };
}

async function bill() {
  const run = await api.caller.billing_runs.start({});
  await executeBillingRun(api.ctx, run.id);
}

const toSecond = (id: string, when: 'now' | 'renewal') => ({ id, from_version: 1, to_version: 2, when });
const versionsOf = (ids: string[]) =>
  Promise.all(ids.map(async (id) => (await api.caller.subscriptions.get({ id })).plan.version));

async function migrate(id: string, when: 'now' | 'renewal') {
  const migration = await api.caller.plans.migrate({ ...toSecond(id, when) });
  await executeBulkAction(api.ctx, migration.id);
  const [done] = (await api.caller.plans.migrations({ id })).data;
  return done;
}

describe('moving subscribers to another version', () => {
  test('is previewed in money, subscription by subscription, and leaves everything as it is', async () => {
    const { id, subscriptions } = await story(['Ada', 'Bo']);
    const preview = await api.caller.plans.preview_migration(toSecond(id, 'now'));
    expect(preview).toMatchObject({
      currency: 'USD',
      matching: 2,
      going: 2,
      failing: 0,
      mapping: [{ from: { name: 'Seats' }, to: { name: 'Seats' }, by: 'name' }],
      new_components: [],
      // Three seats, two dollars more, 21 of 31 days: 4.07 each, from 24.39 and 20.32 that are rounded by themselves.
      totals: { period_before: 60, period_after: 72 },
      subscriptions: [
        { customer: { name: 'Ada' }, effective_on: '2026-01-11', period_before: 30, period_after: 36 },
        { customer: { name: 'Bo' } },
      ],
    });
    expect(preview.totals.net).toBeCloseTo(2 * 4.07, 1);
    expect(await versionsOf(subscriptions)).toEqual([1, 1]);
    const later = await api.caller.plans.preview_migration(toSecond(id, 'renewal'));
    expect(later).toMatchObject({ totals: { net: 0 }, subscriptions: [{ effective_on: '2026-02-01' }, {}] });
  });

  test('is previewed and done of those as well whose coming period is billed', async () => {
    const rules = { name: 'Early', interval: 'month', timing: 'advance', issue_days_before: 25 } as const;
    const cycle = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2026-01-01' });
    const { id, subscriptions } = await story(['Eve', 'Flo'], [seats(12)], { billing_cycle_id: cycle.id });
    const periods = () => Promise.all(subscriptions.map((one) => api.caller.subscriptions.get({ id: one })));
    expect((await periods()).map(({ current_period }) => current_period.start)).toEqual(['2026-02-01', '2026-02-01']);
    const preview = await api.caller.plans.preview_migration(toSecond(id, 'now'));
    expect(preview).toMatchObject({
      going: 2,
      failing: 0,
      failures: [],
      subscriptions: [{ effective_on: '2026-01-11' }, {}],
    });
    expect((await periods()).map(({ current_period }) => current_period.start)).toEqual(['2026-02-01', '2026-02-01']);
    expect(await migrate(id, 'now')).toMatchObject({ done: 2, refused: 0 });
    const where = { tenant_id: api.tenant_id, subscription_id: { in: subscriptions } };
    const changes = await api.db.withTenant(api.tenant_id, (tx) => tx.subscriptionChange.findMany({ where }));
    const net = changes.reduce((sum, change) => sum + Number(change.net) / 100, 0);
    expect(net).toBeCloseTo(preview.totals.net, 6);
  });

  test('is for those, too, whose plan is closed to new subscribers', async () => {
    const { id, subscriptions } = await story(['Ida']);
    await api.caller.plans.update({ id, active: false });
    expect(await migrate(id, 'now')).toMatchObject({ done: 1, refused: 0 });
    expect(await versionsOf(subscriptions)).toEqual([2]);
  });

  test('at renewal keeps quantities, and is taken back whole before the renewal comes', async () => {
    const { id, subscriptions } = await story(['Cy', 'Di']);
    const migration = await migrate(id, 'renewal');
    expect(migration).toMatchObject({ status: 'completed', done: 2, refused: 0, from_version: 1, to_version: 2 });
    expect(await versionsOf(subscriptions)).toEqual([1, 1]);
    const again = await migrate(id, 'renewal');
    expect(again).toMatchObject({ done: 0, refused: 2 });
    const undo = await api.caller.plans.undo_migration({ id, migration_id: migration?.id ?? '' });
    await executeBulkAction(api.ctx, undo.id);
    const { data } = await api.caller.plans.migrations({ id });
    expect(data.map(({ undoes, undone_by, done }) => [undoes, undone_by, done])).toEqual([
      [migration?.id, null, 2],
      [null, null, 0],
      [null, undo.id, 2],
    ]);
    await expect(api.caller.plans.undo_migration({ id, migration_id: migration?.id ?? '' })).rejects.toThrow(/already/);
    // It can be asked for again, and the same change then comes.
    expect(await migrate(id, 'renewal')).toMatchObject({ done: 2 });
  });

  test('now comes to what was promised, once, however often the worker tries', async () => {
    const { id, subscriptions, next } = await story(['Eve'], [support, seats(12)]);
    const preview = await api.caller.plans.preview_migration(toSecond(id, 'now'));
    expect(preview.new_components).toMatchObject([{ name: 'Support' }]);
    const migration = await migrate(id, 'now');
    await executeBulkAction(api.ctx, migration?.id ?? '');
    expect(await versionsOf(subscriptions)).toEqual([2]);
    const subscription = await api.caller.subscriptions.get({ id: subscriptions[0] ?? '' });
    const quantities = subscription.items.map(({ component_id, quantity }) => [component_id, quantity]);
    expect(quantities).toEqual(next.components.map((component, at) => [component.id, at === 0 ? 1 : 3]));
    const { data } = await api.caller.invoices.list({ customer_id: subscription.customer_id });
    const nets = await Promise.all(
      data.map(async ({ id: invoice }) => (await api.caller.invoices.get({ id: invoice })).subtotal),
    );
    expect(nets.reduce((sum, net) => sum + net, 0)).toBeCloseTo(30 + preview.totals.net, 2);
  });

  test('follows the pairs that are chosen, and refuses those that cannot be', async () => {
    const { id, first, next } = await story(['Fay'], [seats(12), support]);
    const [old] = first.components;
    const [seat, other] = next.components;
    const pair = (to_component_id: string | null) => [{ from_component_id: old?.id ?? '', to_component_id }];
    const chosen = await api.caller.plans.preview_migration({ ...toSecond(id, 'now'), mapping: pair(other?.id ?? '') });
    expect(chosen.mapping).toMatchObject([{ from: { name: 'Seats' }, to: { name: 'Support' }, by: 'choice' }]);
    expect(chosen.new_components).toMatchObject([{ id: seat?.id }]);
    // One that is chosen to end gives its three to nobody: everybody gets one seat of the new ones.
    const ending = { ...toSecond(id, 'now'), mapping: pair(null) };
    expect((await api.caller.plans.preview_migration(ending)).totals).toMatchObject({
      period_before: 30,
      period_after: 17,
    });
    const body = { from_version: 1, to_version: 2, mapping: pair(old?.id ?? '') };
    const wrong = await api.rest('POST', `/api/plans/${id}/migrations/preview`, { body });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'mapping[0].to_component_id' }] } });
    const same = await api.rest('POST', `/api/plans/${id}/migrations`, { body: { from_version: 1, to_version: 1 } });
    expect(same).toMatchObject({ status: 422, body: { errors: [{ path: 'to_version' }] } });
    const fewer = await api.rest('POST', `/api/plans/${id}/migrations`, {
      body: { from_version: 1, to_version: 2, expected: 7 },
    });
    expect(fewer).toMatchObject({ status: 409, body: { code: 'selection_changed' } });
  });

  test('is not taken back once it is billed', async () => {
    const { id, subscriptions } = await story(['Gil']);
    const migration = await migrate(id, 'renewal');
    api.clock.moveTo('2026-02-02T00:00:00Z');
    await bill();
    expect(await versionsOf(subscriptions)).toEqual([2]);
    const undo = await api.caller.plans.undo_migration({ id, migration_id: migration?.id ?? '' });
    await executeBulkAction(api.ctx, undo.id);
    const items = (await api.caller.bulk_actions.items({ id: undo.id })).data;
    expect(items).toMatchObject([{ outcome: 'refused', message: expect.stringContaining('billed already') }]);
    expect(await versionsOf(subscriptions)).toEqual([2]);
  });

  test('of another tenant does not exist', async () => {
    const { id } = await story(['Hal']);
    const stranger = await api.addTenant('stranger');
    const answer = await stranger.rest('POST', `/api/plans/${id}/migrations`, {
      body: { from_version: 1, to_version: 2 },
    });
    expect(answer.status).toBe(404);
  });
});
