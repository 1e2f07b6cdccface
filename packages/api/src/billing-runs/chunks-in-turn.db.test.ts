import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import type { OperationContext } from '../context.ts';
import { executeBillingRun } from './execute-billing-run.ts';

const CUSTOMERS = 12;
let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2026-03-01T12:00:00Z' });
  const { caller } = api;
  const components = [{ kind: 'recurring' as const, name: 'Seat', pricing: { model: 'flat', amount: 10 } as const }];
  const plan = await caller.plans.create({ code: 'seat', name: 'Seat', currency: 'USD', components });
  for (let at = 0; at < CUSTOMERS; at += 1) {
    const { id } = await caller.customers.create({
      name: `Customer ${at}`,
      email: `c${at}@example.com`,
      country: 'US',
    });
    await caller.subscriptions.create({ customer_id: id, plan_id: plan.id, start_date: '2026-03-01' });
  }
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

/** The same context, whose connection breaks when the run numbers its invoices for the `nth` time. */
function breakingAt(ctx: OperationContext, nth: number): OperationContext {
  let numbered = 0;
  const withTenantSql: OperationContext['db']['withTenantSql'] = (tenantId, fn) =>
    ctx.db.withTenantSql(tenantId, (client) =>
      fn(
        new Proxy(client, {
          get: (target, key) => {
            if (key !== 'query') return Reflect.get(target, key);
            return (text: string, values?: unknown[]) => {
              if (text.includes('INSERT INTO number_counters') && ++numbered === nth)
                throw new Error('the line is dead');
              return target.query(text, values);
            };
          },
        }),
      ),
    );
  return { ...ctx, db: { ...ctx.db, withTenantSql } };
}

const invoices = async () => (await api.caller.invoices.list({ limit: 100 })).data;

test('a chunk that breaks takes the one behind it along, and the run goes on there without a gap', async () => {
  const { id } = await api.caller.billing_runs.start({});
  const broken = executeBillingRun(breakingAt(api.ctx, 3), id, { chunk: 2 });
  await expect(broken).rejects.toThrow('the line is dead');
  // Two chunks were through; the third broke, and the fourth, which was in hand already, did not overtake it.
  expect(await invoices()).toHaveLength(4);
  expect(await api.caller.billing_runs.get({ id })).toMatchObject({ status: 'failed', invoices_created: 4 });

  await executeBillingRun(api.ctx, id, { chunk: 2 });
  expect(await api.caller.billing_runs.get({ id })).toMatchObject({ status: 'completed', invoices_created: CUSTOMERS });
  const made = (await invoices()).toSorted((left, right) => left.invoice_number.localeCompare(right.invoice_number));
  const payers = made.map(({ customer_id }) => customer_id);
  // Numbers go by the order of payers, whichever chunk was read and computed first.
  expect(payers).toEqual(payers.toSorted());
  expect(new Set(payers).size).toBe(CUSTOMERS);
});
