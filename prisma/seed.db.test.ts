import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEnv } from '../apps/revenue-server/src/env.ts';
import { createLogger } from '../apps/revenue-server/src/logger.ts';
import { openServices } from '../apps/revenue-server/src/services.ts';
import type { Services } from '../packages/api/src/context.ts';
import { createTenant } from '../packages/api/src/tenants/create-tenant.ts';
import { listTenants } from '../packages/api/src/tenants/list-tenants.ts';
import { fixedClock, localDateAt } from '../packages/billing-core/src/time/index.ts';
import { fromDbDate } from '../packages/db/src/civil-dates.ts';
import { checkInvariants } from '../packages/db/src/invariants.ts';
import { openTestDatabase } from '../packages/db/src/testing.ts';
import { findDemoLogin } from './seed/demo-login.ts';
import { seedDemo } from './seed.ts';

const NOW = '2026-06-17T15:00:00Z';
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

/** Every invoice as the story tells it, without the ids and numbers that each telling makes anew. */
async function booksOf(services: Services) {
  const [tenant] = await listTenants(services, { slug: 'demo' });
  const tenant_id = tenant?.id ?? '';
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

let services: Services;
let books: Awaited<ReturnType<typeof booksOf>>;
const said: string[] = [];

beforeAll(async () => {
  services = await openEmpty();
  await seedDemo(services, (line) => said.push(line));
  books = await booksOf(services);
});

test('the demo shows every state, balances and holds nothing of the future', async () => {
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

test('no invoice of the demo is called sent that is past due where its customer is', async () => {
  const [tenant] = await listTenants(services, { slug: 'demo' });
  const tenant_id = tenant?.id ?? '';
  const sent = await services.db.withTenant(tenant_id, (tx) =>
    tx.invoice.findMany({ where: { tenant_id, status: 'sent' }, include: { customer: true } }),
  );
  expect(sent.length).toBeGreaterThan(0);
  for (const { invoice_number, due_date, customer } of sent) {
    const today = localDateAt(new Date(NOW), customer.time_zone);
    expect(fromDbDate(due_date) >= today, `${invoice_number} of ${customer.name}`).toBe(true);
  }
});

test('the demo is made once, and its login is of this installation', async () => {
  const login = await findDemoLogin(services);
  expect(login?.password).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/);
  expect(said).toHaveLength(1);
  await seedDemo(services, (line) => said.push(line));
  expect(said).toHaveLength(1);
  expect(await booksOf(services)).toEqual(books);
});

test('a demo that was cut off in the middle is told to the same end', async () => {
  const cut = await openEmpty();
  for (const papers of [0, 9]) {
    await expect(seedDemo(failingAfter(cut, papers), () => {})).rejects.toThrow('the power went');
  }
  await seedDemo(cut, () => {});
  expect(await booksOf(cut)).toEqual(books);
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

function failingAfter(services: Services, papers: number): Services {
  let left = papers;
  const renderInvoice: Services['renderer']['renderInvoice'] = async (invoice) => {
    left -= 1;
    if (left < 0) throw new Error('the power went');
    return services.renderer.renderInvoice(invoice);
  };
  return { ...services, renderer: { ...services.renderer, renderInvoice } };
}
