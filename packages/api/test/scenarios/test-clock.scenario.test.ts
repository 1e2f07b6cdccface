import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlersOf } from '../../src/jobs/handlers.ts';
import { memoryQueue } from '../kit/memory-queue.ts';
import { startApi, type TestApi, type TestTenant } from '../kit/start-api.ts';

const BEGIN = '2026-01-31T12:00:00Z';
const DAYS = 200;
const HOUR_MS = 3_600_000;

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: BEGIN });
});
afterAll(() => api.stop());

/** Where the customers are there is no daylight saving: days begin at 18 UTC, mornings are at 2. The company is in UTC. */
const CUSTOMERS = ['Ada', 'Bo', 'Cy'];
const [MORNING, MIDNIGHT] = [2, 18];

async function make(tenant: TestTenant, method: string, path: string, body: object) {
  const answer = await tenant.rest(method, path, { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
}

/** A company that sends its invoices by itself and reminds of them; nobody ever pays. */
async function furnish(tenant: TestTenant): Promise<void> {
  await make(tenant, 'PUT', '/api/mail-settings', { days_before: [3], days_after: [5], sender_name: 'Acme' });
  // Whoever does not pay goes on, past due.
  await make(tenant, 'PUT', '/api/subscription-policy', { after_grace: 'none' });
  const items = [{ description: 'Licence', unit_price: 298 }];
  for (const [at, name] of CUSTOMERS.entries()) {
    const time_zone = 'Asia/Dhaka';
    const customer = { name, email: `c${at}@example.com`, country: 'BD', currency: 'USD', time_zone };
    const { id } = await make(tenant, 'POST', '/api/customers', { ...customer, payment_terms: 'net_15' });
    const cycle = { customer_id: id, interval: at === 2 ? 'quarter' : 'month', alignment: 'anniversary', items };
    await make(tenant, 'POST', '/api/billing-cycles', { ...cycle, auto_send: true });
  }
}

/** What a company has to show, without the ids. */
async function historyOf(tenant: TestTenant) {
  const { data: invoices } = (await tenant.rest('GET', '/api/invoices?limit=100&sort=issue_date')).body;
  const { data: mails } = (await tenant.rest('GET', '/api/mails?limit=100')).body;
  const { data: subscriptions } = (await tenant.rest('GET', '/api/subscriptions')).body;
  const lines = [];
  for (const { id } of invoices) {
    const { items } = (await tenant.rest('GET', `/api/invoices/${id}`)).body;
    lines.push(items.map((item: Record<string, unknown>) => [item.description, item.amount, item.service_period]));
  }
  return {
    lines,
    invoices: invoices.map((one: Record<string, unknown>) =>
      [one.invoice_number, one.issue_date, one.due_date, one.status, one.total, one.currency].join(' '),
    ),
    // What a company is called stands in its subjects.
    mails: mails
      .map((one: Record<string, string>) =>
        [one.template, one.to_address, one.subject?.replace(/ from \w+ Inc\./, '')].join(' '),
      )
      .sort(),
    subscriptions: subscriptions.map((one: Record<string, unknown>) => [one.status, one.next_billing_at]).sort(),
  };
}

test('a clock that is advanced 200 days leaves what 200 days leave, and nobody else notices', async () => {
  const { queue, drain } = memoryQueue(api.services.jobs);
  const handlers = handlersOf({ ...api.services, jobs: queue });
  const ahead = await api.addTenant('ahead');
  const behind = await api.addTenant('behind');
  await furnish(ahead);
  await furnish(behind);

  const untouched = await historyOf(behind);
  const begun = await make(ahead, 'POST', '/api/test-clock/advance', { days: DAYS });
  const journey = { tenant_id: ahead.tenant_id, advance_id: begun.advance.id };
  await handlers.advanceTestClock(journey, { id: 'job', is_last: false });
  const clock = (await ahead.rest('GET', '/api/test-clock')).body;
  expect(clock).toMatchObject({ is_own: true, now: '2026-08-19T12:00:00.000Z', advance: { status: 'completed' } });
  expect(await historyOf(behind)).toEqual(untouched);
  const shown = await historyOf(ahead);
  expect(shown.invoices.length).toBeGreaterThan(15);
  expect(shown.mails.length).toBeGreaterThan(30);

  const once = { id: 'job', is_last: false };
  const end = Date.parse(clock.now);
  for (let now = Date.parse(BEGIN); now <= end; now += HOUR_MS) {
    const hour = new Date(now).getUTCHours();
    const isEdge = now === Date.parse(BEGIN) || now === end;
    if (!isEdge && hour !== MORNING && hour !== MIDNIGHT) continue;
    api.clock.moveTo(new Date(now));
    if (hour !== MORNING) {
      await handlers.billingTick({}, once);
      await drain(handlers);
      await handlers.markOverdueInvoices({}, once);
      await handlers.careForSubscriptions({}, once);
    }
    if (hour !== MIDNIGHT) await handlers.remindCustomers({}, once);
    await drain(handlers);
  }
  expect(await historyOf(behind)).toEqual(shown);
  // The ticks of the machine's clock left the other alone, whose time has come by now all the same.
  expect(await historyOf(ahead)).toEqual(shown);
  expect(await checkInvariants(api.db)).toEqual([]);
}, 600_000);
