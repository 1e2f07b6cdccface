import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../test/kit/who-is-billed.ts';
import { makePlan } from '../../test/kit/worker-tick.ts';
import { changeInvoiceStatus } from '../invoices/change-invoice-status.ts';

let api: TestApi;
let plans: { basic: string; pro: string };

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
  plans = { basic: await makePlan(api, 'basic', 310), pro: await makePlan(api, 'pro', 620) };
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const customer = () => makeCustomer(api);
const runFor = (customer_id: string) => billCustomer(api, customer_id);
const invoices = (customer_id: string) => invoicesOf(api, customer_id);

describe('a payment beside an end', () => {
  it('a deadlock with a payment is nobody to be told of', async () => {
    api.clock.moveTo('2028-05-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    const [first] = await invoices(customer_id);
    await api.caller.invoices.update({ id: first?.id ?? '', status: 'sent' });
    api.clock.moveTo('2028-05-11T12:00:00Z');
    let canceled: Promise<unknown> | null = null;
    await api.db.withTenant(api.tenant_id, async (tx) => {
      await tx.$queryRaw`SELECT FROM invoices WHERE tenant_id = ${api.tenant_id}::uuid AND id = ${first?.id}::uuid FOR UPDATE`;
      if (canceled === null) {
        canceled = api.caller.subscriptions.cancel({ id, when: 'now', settle: 'credit' });
        canceled.catch(() => undefined);
      }
      // It has the subscription and waits for the invoice; the payment has the invoice and asks for the subscription.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await changeInvoiceStatus(tx, api.ctx, { id: first?.id ?? '', status: 'paid' });
    });
    await canceled;
    expect((await api.caller.subscriptions.get({ id })).status).toBe('canceled');
  });
});
