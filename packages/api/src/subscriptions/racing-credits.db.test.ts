import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../test/kit/who-is-billed.ts';
import { makePlan } from '../../test/kit/worker-tick.ts';
import { issueCreditNote } from '../credit-notes/create-credit-note.ts';

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

describe('a credit note beside a change', () => {
  it('nothing is given back twice by a credit note and a change at one time', async () => {
    api.clock.moveTo('2028-03-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    const [first] = await invoices(customer_id);
    await api.caller.invoices.update({ id: first?.id ?? '', status: 'sent' });
    await api.caller.invoices.update({ id: first?.id ?? '', status: 'paid' });
    api.clock.moveTo('2028-03-11T12:00:00Z');
    let change: Promise<unknown> | null = null;
    await api.db.withTenant(api.tenant_id, async (tx) => {
      // Holds the change up where it takes the number of its invoice, with everything read and decided.
      await tx.$queryRaw`SELECT FROM number_counters WHERE tenant_id = ${api.tenant_id}::uuid AND kind = 'invoice' FOR UPDATE`;
      if (change === null) {
        change = api.caller.subscriptions.update({ id, plan_id: plans.pro });
        change.catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      const note = { invoice_id: first?.id ?? '', reason: 'Goodwill', disposition: 'account_credit' } as const;
      await issueCreditNote(tx, api.ctx, note);
    });
    await (change as Promise<unknown> | null)?.catch(() => undefined);
    const all = await Promise.all((await invoices(customer_id)).map((one) => api.caller.invoices.get({ id: one.id })));
    const gives = all.flatMap(({ items }) => items).filter(({ amount }) => amount < 0);
    const back = gives.reduce((sum, { amount }) => sum - amount, 0);
    const { data } = await api.caller.credit_notes.list({ customer_id } as never);
    const noted = data.reduce((sum, { total }) => sum + total, 0);
    expect(back + noted).toBeLessThanOrEqual(310);
  });
});
