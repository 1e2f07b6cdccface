import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseEnv } from '../apps/revenue-server/src/env.ts';
import { createLogger } from '../apps/revenue-server/src/logger.ts';
import { openServices } from '../apps/revenue-server/src/services.ts';
import { startDueBillingRuns } from '../packages/api/src/billing-runs/start-due-billing-runs.ts';
import { type OperationContext, type Services, systemContext } from '../packages/api/src/context.ts';
import { getCustomerReport } from '../packages/api/src/reports/get-customer-report.ts';
import { getRevenueReport } from '../packages/api/src/reports/get-revenue-report.ts';
import { careForSubscriptions } from '../packages/api/src/subscriptions/lifecycle/care-for-subscriptions.ts';
import { createTenant } from '../packages/api/src/tenants/create-tenant.ts';
import { listTenants } from '../packages/api/src/tenants/list-tenants.ts';
import { GetCustomerReport, GetRevenueReport } from '../packages/billing-core/src/reports/index.ts';
import { fixedClock, localDateAt } from '../packages/billing-core/src/time/index.ts';
import { fromDbDate } from '../packages/db/src/civil-dates.ts';
import type { Database } from '../packages/db/src/database.ts';
import { checkInvariants } from '../packages/db/src/invariants.ts';
import { openTestDatabase } from '../packages/db/src/testing.ts';
import { findDemoLogin } from './seed/demo-login.ts';
import { seedDemo } from './seed.ts';

// The first of a month, when most is billed, at an hour when the day that ended at noon is over in Tokyo.
const NOW = '2026-07-01T15:30:00Z';
const closing: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openEmpty(): Promise<Services> {
  const db = await openTestDatabase();
  closing.push(() => db.close());
  const folder = await mkdtemp(join(tmpdir(), 'revenue-seed-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const database = { app_url: db.appUrl, system_url: db.systemUrl, description: 'a test', stop: async () => {} };
  const opened = await openServices(parseEnv({ DATA_DIR: folder }), database, createLogger({ log_level: 'error' }));
  closing.push(() => opened.stop());
  return { ...opened.services, clock: fixedClock(NOW) };
}

async function demoOf(services: Services): Promise<OperationContext> {
  const [tenant] = await listTenants(services, { slug: 'demo' });
  return systemContext(services, tenant?.id ?? '', 'test');
}

/** Every invoice as the story tells it, without the ids and numbers that each telling makes anew. */
async function booksOf(services: Services) {
  const { tenant_id } = await demoOf(services);
  return services.db.withTenant(tenant_id, async (tx) => {
    const select = {
      status: true,
      issue_date: true,
      total: true,
      currency: true,
      customer: { select: { external_id: true } },
    };
    const invoices = await tx.invoice.findMany({ where: { tenant_id }, select });
    const mails = await tx.mail.groupBy({
      by: ['status'],
      where: { tenant_id },
      _count: true,
      orderBy: { status: 'asc' },
    });
    const newest = await tx.auditEntry.aggregate({ where: { tenant_id }, _max: { created_at: true } });
    const lines = invoices.map((one) =>
      [
        one.customer.external_id,
        one.issue_date.toISOString().slice(0, 10),
        one.status,
        `${one.total} ${one.currency}`,
      ].join(' '),
    );
    return {
      invoices: lines.sort(),
      mails: mails.map(({ status, _count }) => `${status} ${_count}`),
      payments: await tx.payment.count({ where: { tenant_id } }),
      usage: await tx.usageRecord.count({ where: { tenant_id } }),
      newest: newest._max.created_at?.toISOString(),
    };
  });
}

describe('the demo', () => {
  let services: Services;
  let demo: OperationContext;
  let books: Awaited<ReturnType<typeof booksOf>>;
  const said: string[] = [];

  beforeAll(async () => {
    services = await openEmpty();
    await seedDemo(services, (line) => said.push(line));
    demo = await demoOf(services);
    books = await booksOf(services);
  }, 600_000);

  test('shows every state, balances and holds nothing of the future', async () => {
    for (const status of ['draft', 'sent', 'paid', 'overdue', 'void', 'uncollectible']) {
      expect(
        books.invoices.some((line) => line.includes(` ${status} `)),
        status,
      ).toBe(true);
    }
    for (const currency of ['USD', 'EUR', 'GBP', 'JPY']) {
      expect(books.invoices.some((line) => line.endsWith(currency))).toBe(true);
    }
    expect(books.mails).toEqual([expect.stringMatching(/^sent \d\d/)]);
    expect(books.newest).toBe(new Date(NOW).toISOString());
    expect(books.invoices.every((line) => (line.split(' ')[1] ?? '') <= NOW.slice(0, 10))).toBe(true);
    expect(await checkInvariants(services.db)).toEqual([]);
  });

  test('calls no invoice sent that is past due where its customer is, up to this very hour', async () => {
    const { tenant_id } = demo;
    const { sent, marked } = await services.db.withTenant(tenant_id, async (tx) => ({
      sent: await tx.invoice.findMany({ where: { tenant_id, status: 'sent' }, include: { customer: true } }),
      marked: await tx.auditEntry.findMany({
        where: { tenant_id, action: 'invoice.overdue', created_at: new Date(NOW) },
      }),
    }));
    expect(sent.length).toBeGreaterThan(0);
    for (const { invoice_number, due_date, customer } of sent) {
      const today = localDateAt(new Date(NOW), customer.time_zone);
      expect(fromDbDate(due_date) >= today, `${invoice_number} of ${customer.name}`).toBe(true);
    }
    // Due on 1 July and not paid: at the noon of the story it was still that day in Japan.
    const ids = marked.map(({ object_id }) => object_id);
    const found = await services.db.withTenant(tenant_id, (tx) =>
      tx.invoice.findMany({ where: { tenant_id, id: { in: ids } }, include: { customer: true } }),
    );
    expect(found.map((one) => [one.customer.external_id, fromDbDate(one.due_date), one.status])).toEqual([
      ['C-020', '2026-07-01', 'overdue'],
    ]);
  });

  test('is of a company that grew in many countries, sells by plan and by the day, and is owed money of every age', async () => {
    const report = (input: object) => getRevenueReport(demo, GetRevenueReport.parse({ from: '2025-01-01', ...input }));
    const quarters = (await report({ interval: 'quarter', currency: 'USD' })).data.map(({ net }) => net);
    expect(quarters).toHaveLength(7);
    expect(quarters.at(-2)).toBeGreaterThan(3 * (quarters[0] ?? 0));
    expect((await report({ group_by: 'country', top: 100 })).groups.length).toBeGreaterThanOrEqual(20);
    const plans = (await report({ group_by: 'plan' })).groups.map(({ name }) => name);
    expect(plans).toEqual(expect.arrayContaining(['Platform (EUR)', 'Workspace (JPY)', 'Without a plan']));
    const { ageing_totals } = await getCustomerReport(demo, GetCustomerReport.parse({}));
    const euros = ageing_totals.find(({ currency }) => currency === 'EUR');
    for (const bucket of ['current', 'days_1_30', 'days_31_60', 'days_61_90'] as const)
      expect(euros?.[bucket], bucket).toBeGreaterThan(0);
  });

  test('lost some of its customers', async () => {
    const { tenant_id } = demo;
    const ended = await services.db.withTenant(tenant_id, (tx) =>
      tx.subscription.findMany({ where: { tenant_id, status: 'canceled' }, select: { external_id: true } }),
    );
    // C-013 gave notice two days ago, and a month ended since.
    const gone = ['C-011', 'C-012', 'C-013', 'C-018', 'C-019', 'C-027'];
    expect(ended.map(({ external_id }) => external_id).sort()).toEqual(gone);
  });

  test('sells an add-on, and a plan whose later subscribers pay another fee', async () => {
    const { tenant_id } = demo;
    const { versions, items } = await services.db.withTenant(tenant_id, async (tx) => ({
      versions: await tx.planVersion.count({ where: { tenant_id, plan: { code: 'platform-usd' } } }),
      items: await tx.subscriptionItem.findMany({
        where: { tenant_id, component: { plan_version: { plan: { kind: 'addon' } } } },
        select: { state: true, component: { select: { name: true } }, invoice_items: { select: { amount: true } } },
        orderBy: { component: { position: 'asc' } },
      }),
    }));
    expect(versions).toBe(2);
    expect(
      items.map(({ state, component, invoice_items }) => [state, component.name, invoice_items.length > 0]),
    ).toEqual([
      ['current', 'Single sign-on', true],
      ['current', 'Setting up single sign-on', true],
    ]);
  });

  test('leaves nothing to the worker at the hour at which it was told', async () => {
    const { tenant_id } = demo;
    const standing = () =>
      services.db.withTenant(tenant_id, async (tx) => ({
        subscriptions: await tx.subscription.findMany({ where: { tenant_id }, orderBy: { id: 'asc' } }),
        events: await tx.event.count({ where: { tenant_id } }),
        invoices: await tx.invoice.count({ where: { tenant_id } }),
      }));
    const told = await standing();
    // Who stopped paying is past the days of grace, and waits.
    expect(told.subscriptions.some(({ status }) => status === 'paused')).toBe(true);
    await careForSubscriptions(services);
    expect(await startDueBillingRuns(services)).toBe(0);
    await careForSubscriptions(services);
    expect(await standing()).toEqual(told);
  });

  test('gave discounts, charged a tax, took something back, and bills a subsidiary to the company above it', async () => {
    const { tenant_id } = demo;
    const { discounted, taxed, credits, ofParent } = await services.db.withTenant(tenant_id, async (tx) => ({
      discounted: await tx.invoice.count({ where: { tenant_id, discount_total: { gt: 0 } } }),
      taxed: await tx.invoice.count({ where: { tenant_id, tax_total: { gt: 0 }, status: { not: 'draft' } } }),
      credits: await tx.creditNote.findMany({ where: { tenant_id }, orderBy: { issue_date: 'asc' } }),
      ofParent: await tx.invoiceItem.count({
        where: {
          tenant_id,
          subscription_item: { subscription: { customer: { external_id: 'C-034' } } },
          invoice: { customer: { external_id: 'C-032' } },
        },
      }),
    }));
    // One workshop, and the months since its coming of a customer who was promised ten percent off.
    expect(discounted).toBe(6);
    expect(taxed).toBe(1);
    expect(credits.map(({ total, currency }) => `${total} ${currency}`)).toEqual(['180000 USD', '45000 EUR']);
    expect(ofParent).toBeGreaterThan(0);
  });

  test('has a trial that runs and one that is over, a contract, customers on a cycle, a closed and a suspended one', async () => {
    const { tenant_id } = demo;
    const { subscriptions, customers, cycle } = await services.db.withTenant(tenant_id, async (tx) => ({
      subscriptions: await tx.subscription.findMany({ where: { tenant_id } }),
      customers: await tx.customer.findMany({ where: { tenant_id, status: { not: 'active' } } }),
      cycle: await tx.billingCycle.findFirst({
        where: { tenant_id },
        include: { invoices: true, subscriptions: true },
      }),
    }));
    const named = new Map(subscriptions.map((one) => [one.external_id, one]));
    expect(named.get('C-038')).toMatchObject({ status: 'trialing' });
    expect(named.get('C-036')).toMatchObject({ status: 'active' });
    expect(named.get('C-036')?.trial_end).not.toBeNull();
    expect(named.get('C-033')).toMatchObject({ contract_periods: 12, contract_at_end: 'renew' });
    expect(customers.map(({ external_id, status }) => `${external_id} ${status}`).sort()).toEqual([
      'C-012 closed',
      'C-022 suspended',
    ]);
    // More seats in the middle of a period, on an invoice with what is given back and what is charged for the rest of it.
    const upgraded = await services.db.withTenant(tenant_id, (tx) =>
      tx.invoiceItem.count({ where: { tenant_id, credits_item_id: { not: null } } }),
    );
    expect(upgraded).toBeGreaterThanOrEqual(2);
    expect(cycle?.subscriptions.length).toBe(2);
    expect(cycle?.invoices.length).toBeGreaterThan(1);
  });

  test('prices usage by graduated tiers, up to the highest', async () => {
    const { tenant_id } = demo;
    const items = await services.db.withTenant(tenant_id, (tx) =>
      tx.invoiceItem.findMany({ where: { tenant_id, kind: 'usage' }, select: { quantity: true, description: true } }),
    );
    const tokens = items
      .filter(({ description }) => description.includes('tokens'))
      .map(({ quantity }) => Number(quantity));
    expect(tokens.some((quantity) => quantity > 5_000_000)).toBe(true);
  });

  test('is made once, and its login is of this installation', async () => {
    const login = await findDemoLogin(services);
    expect(login?.password).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/);
    expect(said).toHaveLength(1);
    await seedDemo(services, (line) => said.push(line));
    expect(said).toHaveLength(1);
    expect(await booksOf(services)).toEqual(books);
  });
});

test('a demo that is cut off again and again, between any two transactions, is told to the same end', async () => {
  const whole = await openEmpty();
  await seedDemo(whole, () => {}, 1);
  const cut = await openEmpty();
  let cuts = 0;
  for (let transactions = 9; ; transactions += 41) {
    const told = await seedDemo(failingAfter(cut, transactions), () => {}, 1).catch(causeOf);
    if (told === undefined) break;
    expect(told).toBe('the power went');
    cuts += 1;
  }
  expect(cuts).toBeGreaterThanOrEqual(4);
  expect(await booksOf(cut)).toEqual(await booksOf(whole));
  expect(await checkInvariants(cut.db)).toEqual([]);
});

test('a database that knows somebody is left alone', async () => {
  const services = await openEmpty();
  await createTenant(services, { name: 'Acme', slug: 'acme' });
  await seedDemo(services, () => {
    throw new Error('it was about to seed');
  });
  expect((await listTenants(services)).map(({ slug }) => slug)).toEqual(['acme']);
});

/** What looks at every tenant, and there at every step, says how many failed, and holds why. */
function causeOf(error: Error): string {
  return error instanceof AggregateError ? causeOf(error.errors[0]) : error.message;
}

/** The process dies when so many transactions of the tenant are over: what they did is kept, nobody hears of the last. */
function failingAfter(services: Services, transactions: number): Services {
  let left = transactions;
  const counting =
    <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const result = await run(...args);
      left -= 1;
      if (left < 0) throw new Error('the power went');
      return result;
    };
  const db = {
    ...services.db,
    withTenant: counting(services.db.withTenant) as Database['withTenant'],
    withTenantSql: counting(services.db.withTenantSql) as Database['withTenantSql'],
  };
  return { ...services, db };
}
