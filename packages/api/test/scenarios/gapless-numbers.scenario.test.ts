import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planInvoice } from '../../src/invoices/create-invoice.ts';
import { insertInvoices } from '../../src/invoices/insert-invoices.ts';
import { startApi, type TestApi, type TestTenant } from '../kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2026-12-31T12:00:00Z' });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

class Rollback extends Error {}

/** Takes a number and stores the invoice whole, then lets the transaction fail. */
async function createAndRollBack({ ctx }: TestTenant, input: Parameters<typeof planInvoice>[2]): Promise<never> {
  return api.db.withTenantSql(ctx.tenant_id, async (client) => {
    await insertInvoices(client, ctx, [await planInvoice(client, ctx, input)]);
    throw new Rollback();
  });
}

async function createAndFinalize({ caller }: TestTenant, input: Parameters<typeof planInvoice>[2]): Promise<string> {
  const { id } = await caller.invoices.create(input);
  const final = await caller.invoices.update({ id, status: 'sent' });
  expect(final.status).toBe('sent');
  return final.invoice_number;
}

async function raceFor(tenant: TestTenant, format: string, dayOf: (at: number) => string): Promise<string[]> {
  await tenant.caller.tenants.update({ invoice_number_format: format });
  const customer = await tenant.caller.customers.create({
    name: 'Busy',
    email: 'busy@example.com',
    external_id: 'BUSY',
  });
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, at) => {
      const items = [{ description: 'x', quantity: '1', unit_price: '1' }];
      const input = { customer_id: customer.id, issue_date: dayOf(at), items };
      return at % 10 < 3 ? createAndRollBack(tenant, input) : createAndFinalize(tenant, input);
    }),
  );
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(failures).toHaveLength(15);
  for (const failure of failures) expect(failure).toBeInstanceOf(Rollback);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])).sort();
}

const upTo = (count: number, write: (number: string) => string) =>
  Array.from({ length: count }, (_, at) => write(String(at + 1).padStart(3, '0')));

test('fifty invoices made and finalised at once, three in ten rolled back, are numbered 1 to 35', async () => {
  const numbers = await raceFor(await api.addTenant('plain'), 'INV-{YYYY}-{SEQ:3}', () => '2026-12-31');
  expect(numbers).toEqual(upTo(35, (number) => `INV-2026-${number}`));
});

test('across the turn of a year each year has its own 1 to n, and across that of a month each month', async () => {
  // Ten by ten, so that three in ten of each period roll back.
  const dayOf = (at: number) => (Math.floor(at / 10) % 2 === 0 ? '2026-12-31' : '2027-01-01');
  const yearly = await raceFor(await api.addTenant('yearly'), '{CUSTOMER}-{YY}-{SEQ:3}', dayOf);
  expect(yearly).toEqual([...upTo(21, (number) => `BUSY-26-${number}`), ...upTo(14, (number) => `BUSY-27-${number}`)]);
  const monthly = await raceFor(await api.addTenant('monthly'), '{YYYY}{MM}-{SEQ:3}', dayOf);
  expect(monthly).toEqual([...upTo(21, (number) => `202612-${number}`), ...upTo(14, (number) => `202701-${number}`)]);
});
