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

test('two chunks with somebody between them, who has one and wants the other, wait for no longer than PostgreSQL lets them', async () => {
  api.clock.moveTo('2026-05-01T12:00:00Z');
  const { id } = await api.caller.billing_runs.start({});
  const due = await api.db.withTenantSql(api.tenant_id, (client) =>
    client.query<{ id: string }>('SELECT id FROM subscriptions WHERE tenant_id = $1 ORDER BY customer_id', [
      api.tenant_id,
    ]),
  );
  const [first, second] = due.rows;
  const lock = 'SELECT FROM subscriptions WHERE tenant_id = $1 AND id = $2 FOR UPDATE';
  let run: Promise<void> | null = null;
  // What becomes overdue in the middle of a run locks subscriptions of both chunks, one after the other.
  const between = api.db.withTenantSql(api.tenant_id, async (client) => {
    await client.query(lock, [api.tenant_id, first?.id]);
    run ??= executeBillingRun(api.ctx, id, { chunk: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.query(lock, [api.tenant_id, second?.id]);
  });
  await between;
  await (run as Promise<void> | null);
  expect(await api.caller.billing_runs.get({ id })).toMatchObject({ status: 'completed', errors_count: 0 });
  const numbers = (await invoices()).filter(({ issue_date }) => issue_date === '2026-05-01');
  expect(numbers).toHaveLength(CUSTOMERS);
}, 15_000);
