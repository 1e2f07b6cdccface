import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../../test/kit/who-is-billed.ts';
import { makePlan } from '../../../test/kit/worker-tick.ts';
import { changeInvoiceStatus } from '../../invoices/change-invoice-status.ts';
import { markOverdueInvoices } from '../../invoices/mark-overdue-invoices.ts';
import { careForTenant } from './care-for-subscriptions.ts';

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

describe('an invoice that is written off', () => {
  it('makes nobody past due any more, and gives nothing back that grace took: that takes its payment', async () => {
    api.clock.moveTo('2027-01-01T00:00:00Z');
    const late = async () => {
      const customer_id = await customer();
      const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
      await runFor(customer_id);
      const [invoice] = await invoices(customer_id);
      await api.caller.invoices.update({ id: invoice?.id ?? '', status: 'sent' });
      return { id, invoice: invoice?.id ?? '' };
    };
    const [early, paused] = [await late(), await late()];
    api.clock.moveTo('2027-01-16T00:30:00Z');
    await markOverdueInvoices(api.services);
    const status = async ({ id }: { id: string }) => (await api.caller.subscriptions.get({ id })).status;
    expect([await status(early), await status(paused)]).toEqual(['past_due', 'past_due']);
    await api.caller.invoices.update({ id: early.invoice, status: 'uncollectible' });
    expect(await status(early)).toBe('active');
    api.clock.moveTo('2027-01-30T00:30:00Z');
    await careForTenant(api.ctx);
    await api.caller.invoices.update({ id: paused.invoice, status: 'uncollectible' });
    await careForTenant(api.ctx);
    expect(await status(paused)).toBe('paused');
    await api.caller.invoices.update({ id: paused.invoice, status: 'paid' });
    await careForTenant(api.ctx);
    expect(await status(paused)).toBe('active');
  });
});

describe('two payments at one time', () => {
  it('two payments at once leave nobody past due', async () => {
    api.clock.moveTo('2027-01-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    api.clock.moveTo('2027-01-11T12:00:00Z');
    for (const invoice of await invoices(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    await api.caller.invoices.update({ id: change?.invoice_id ?? '', status: 'sent' });
    api.clock.moveTo('2027-01-27T00:30:00Z');
    await markOverdueInvoices(api.services);
    expect((await api.caller.subscriptions.get({ id })).status).toBe('past_due');
    const [one, two] = await invoices(customer_id);
    let second: Promise<void> = Promise.resolve();
    const pay = (invoice: string | undefined, then: () => Promise<void>) =>
      api.db.withTenant(api.tenant_id, async (tx) => {
        await changeInvoiceStatus(tx, api.ctx, { id: invoice ?? '', status: 'paid' });
        await then();
      });
    await pay(one?.id, async () => {
      second = pay(two?.id, async () => undefined);
      // The second has paid its invoice and waits for the subscription.
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await second;
    expect((await invoices(customer_id)).map(({ status }) => status)).toEqual(['paid', 'paid']);
    expect((await api.caller.subscriptions.get({ id })).status).toBe('active');
  });
});
