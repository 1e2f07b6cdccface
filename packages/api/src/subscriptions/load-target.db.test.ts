import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const terms = (name: string, amount: number) => ({
  currency: 'USD',
  components: [{ kind: 'recurring', name, timing: 'advance', pricing: { model: 'flat', amount } } as const],
});
const makePlan = (code: string, amount: number, kind: 'plan' | 'addon') =>
  api.caller.plans.create({ code, name: code, kind, ...terms(code, amount) });

describe('an add-on that a subscription has', () => {
  it('keeps its price when another comes beside it, also once it costs more or is offered no more', async () => {
    const plan = await makePlan('fee', 100, 'plan');
    const phone = await makePlan('phone', 10, 'addon');
    const support = await makePlan('support', 5, 'addon');
    const customer = await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', country: 'US' });
    const { id } = await api.caller.subscriptions.create({ customer_id: customer.id, plan_id: plan.id });
    const run = await api.caller.billing_runs.start({ customer_id: customer.id });
    await executeBillingRun(api.ctx, run.id);
    api.clock.moveTo('2027-01-02T00:00:00Z');
    await api.caller.subscriptions.update({ id, add_ons: [{ plan_id: phone.id }] });
    await api.caller.plans.create_version({ id: phone.id, ...terms('phone', 20) });
    await api.caller.plans.update({ id: phone.id, active: false });
    // As the page asks: by the plans of all that are ticked.
    await api.caller.subscriptions.update({ id, add_ons: [{ plan_id: phone.id }, { plan_id: support.id }] });
    const { items } = await api.caller.subscriptions.get({ id });
    const versions = await api.caller.plans.get({ id: phone.id });
    const first = versions.versions.find(({ version }) => version === 1);
    expect(items.map(({ component_id }) => component_id)).toContain(first?.components[0]?.id);
    expect(items).toHaveLength(3);
  });
});
