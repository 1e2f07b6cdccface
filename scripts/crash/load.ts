import type { Random } from '../../packages/api/test/simulation/random.ts';
import type { Ask, Body, Client, Outcome } from './client.ts';

/** What was asked for under a mark of its own, and what became of it. */
export type Asked = { what: string; mark: string; outcome: Outcome };

type Deed = (load: Load) => Promise<void>;

/** Random work of one company, and a record of all that was answered. */
export class Load {
  readonly client: Client;
  readonly random: Random;
  readonly asked: Asked[] = [];
  /** Ids of usage records that were taken, and of batches that were refused whole. */
  readonly taken = new Set<string>();
  readonly untaken = new Set<string>();
  readonly batches: Ask[] = [];
  readonly customers: string[] = [];
  readonly invoices: string[] = [];
  readonly subscriptions: string[] = [];
  /** The larger one beside it is what subscriptions change to and back from. */
  plan_id = '';
  large_plan_id = '';
  /** Of a test company, whose time is moved on as well. */
  readonly movesTime: boolean;
  #marks = 0;

  constructor(client: Client, random: Random, movesTime: boolean) {
    this.client = client;
    this.random = random;
    this.movesTime = movesTime;
  }

  async prepare(): Promise<void> {
    const meter = { code: 'tokens', name: 'Tokens', aggregation: 'sum' };
    await this.client.ask({ method: 'POST', path: '/meters', body: meter });
    const components = [
      { kind: 'recurring', timing: 'advance', name: 'Seat', pricing: { model: 'per_unit', unit_amount: '9.99' } },
      {
        kind: 'usage',
        timing: 'arrear',
        meter: 'tokens',
        name: 'Tokens',
        pricing: { model: 'per_unit', unit_amount: '0.013' },
      },
    ];
    this.plan_id = await this.#makePlan('crash', components);
    const [seat, usage] = components;
    const dearer = { ...seat, pricing: { model: 'per_unit', unit_amount: '24.50' } };
    this.large_plan_id = await this.#makePlan('crash-large', [dearer, usage ?? {}]);
    for (let at = 0; at < 5; at += 1) await createCustomer(this);
  }

  async #makePlan(code: string, components: object[]): Promise<string> {
    const plan = { code, name: code, currency: 'USD', interval: 'month', components, publish: true };
    const made = await this.client.ask({ method: 'POST', path: '/plans', body: plan });
    if (made.kind !== 'done') throw new Error(`no plan: ${JSON.stringify(made.body)}`);
    return made.body.id;
  }

  /** Goes on until it is told to stop, and then ends what it has begun. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) await this.random.pick(this.movesTime ? [...DEEDS, advance] : DEEDS)(this);
  }

  mark(): string {
    this.#marks += 1;
    return `mark-${this.#marks}`;
  }

  /** Asks, and keeps what was answered. */
  async keep(what: string, mark: string, path: string, body: object): Promise<Body | null> {
    const outcome = await this.client.ask({ method: 'POST', path, body });
    this.asked.push({ what, mark, outcome });
    return outcome.kind === 'done' ? outcome.body : null;
  }
}

async function createCustomer(load: Load): Promise<void> {
  const mark = load.mark();
  const body = {
    name: `Customer ${mark}`,
    email: `${mark}@example.com`,
    country: 'US',
    currency: 'USD',
    time_zone: 'UTC',
  };
  const made = await load.keep('customers', mark, '/customers', { ...body, metadata: { mark } });
  if (made) load.customers.push(made.id);
}

async function createInvoice(load: Load): Promise<void> {
  const mark = load.mark();
  const items = [{ description: 'Licence', quantity: load.random.int(1, 9), unit_price: '298.01' }];
  const body = { customer_id: load.random.pick(load.customers), items, metadata: { mark } };
  const made = await load.keep('invoices', mark, '/invoices', body);
  if (made) load.invoices.push(made.id);
}

async function createRefusedInvoice(load: Load): Promise<void> {
  const mark = load.mark();
  const items = [{ description: 'Licence', quantity: 1, unit_price: 'much' }];
  await load.keep('invoices', mark, '/invoices', {
    customer_id: load.random.pick(load.customers),
    items,
    metadata: { mark },
  });
}

async function subscribe(load: Load): Promise<void> {
  const mark = load.mark();
  const start = new Date(Date.now() - load.random.int(0, 75) * 86_400_000).toISOString().slice(0, 10);
  const body = {
    customer_id: load.random.pick(load.customers),
    plan_id: load.plan_id,
    start_date: start,
    metadata: { mark },
  };
  const made = await load.keep('subscriptions', mark, '/subscriptions', body);
  if (made) load.subscriptions.push(made.id);
}

async function giveCredit(load: Load): Promise<void> {
  const mark = load.mark();
  const path = `/customers/${load.random.pick(load.customers)}/credit-adjustments`;
  await load.keep('credit', mark, path, { amount: load.random.int(1, 50), reason: mark });
}

async function payInvoice(load: Load): Promise<void> {
  if (load.invoices.length === 0) return;
  const path = `/invoices/${load.random.pick(load.invoices)}`;
  await load.client.ask({ method: 'POST', path: `${path}/send` });
  if (load.random.next() < 0.5) return;
  const mark = load.mark();
  const outcome = await load.client.ask({ method: 'PUT', path, body: { status: 'paid', payment_reference: mark } });
  // Of an invoice that was paid before, a second payment is not recorded, and the answer shows that.
  const payments: { reference: string | null }[] = outcome.body.payments ?? [];
  const isNew = outcome.kind === 'refused' || payments.some(({ reference }) => reference === mark);
  if (isNew) load.asked.push({ what: 'payments', mark, outcome });
}

async function creditInvoice(load: Load): Promise<void> {
  if (load.invoices.length === 0) return;
  const mark = load.mark();
  const body = { invoice_id: load.random.pick(load.invoices), total: '1.07', reason: mark, metadata: { mark } };
  await load.keep('credit_notes', mark, '/credit-notes', body);
}

async function recordUsage(load: Load): Promise<void> {
  const again = load.random.next() < 0.2 && load.batches.length > 0;
  const ask = again ? load.random.pick(load.batches) : usageBatch(load);
  const outcome = await load.client.ask(ask);
  const ids = (ask.body as { records: { id: string }[] }).records.map(({ id }) => id);
  if (outcome.kind === 'refused') for (const id of ids) load.untaken.add(id);
  else for (const id of ids) load.taken.add(id);
  if (!again && outcome.kind !== 'refused') load.batches.push(ask);
}

function usageBatch(load: Load): Ask {
  const mark = load.mark();
  const meter = load.random.next() < 0.1 ? 'no-such-meter' : 'tokens';
  const customer_id = load.random.pick(load.customers);
  const records = Array.from({ length: load.random.int(1, 60) }, (_, at) => ({
    id: `${mark}-${at}`,
    customer_id,
    meter,
    quantity: load.random.int(1, 999),
    occurred_at: new Date(Date.now() - load.random.int(0, 40 * 86_400) * 1000).toISOString(),
  }));
  return { method: 'POST', path: '/usage', body: { records } };
}

async function changeSubscription(load: Load): Promise<void> {
  if (load.subscriptions.length === 0) return;
  const path = `/subscriptions/${load.random.pick(load.subscriptions)}`;
  const asks: Ask[] = [
    { method: 'DELETE', path: `${path}?when=period_end` },
    { method: 'DELETE', path: `${path}?when=now` },
    { method: 'POST', path: `${path}/undo-cancellation` },
    { method: 'POST', path: `${path}/pause`, body: {} },
    { method: 'POST', path: `${path}/resume`, body: {} },
  ];
  await load.client.ask(load.random.pick(asks));
}

async function changePlan(load: Load): Promise<void> {
  if (load.subscriptions.length === 0) return;
  const path = `/subscriptions/${load.random.pick(load.subscriptions)}`;
  const plan_id = load.random.pick([load.plan_id, load.large_plan_id]);
  const when = load.random.pick(['now', 'period_end']);
  await load.client.ask({ method: 'PUT', path, body: { plan_id, when } });
}

/** A file under one key: all of its rows or none. */
async function importCustomers(load: Load): Promise<void> {
  const marks = Array.from({ length: load.random.int(1, 40) }, () => load.mark());
  const raw = ['name,email', ...marks.map((mark) => `File ${mark},${mark}@import.example`)].join('\n');
  const ask = { method: 'POST', path: '/customers/imports?dry_run=false', raw, type: 'text/csv' };
  const outcome = await load.client.ask(ask);
  for (const mark of marks) load.asked.push({ what: 'imported', mark, outcome });
}

async function actInBulk(load: Load): Promise<void> {
  if (load.invoices.length === 0) return;
  const mark = load.mark();
  const ids = [...new Set(Array.from({ length: 12 }, () => load.random.pick(load.invoices)))];
  const action = load.random.pick(['finalize_invoices', 'send_invoices']);
  await load.keep('bulk_actions', mark, '/bulk-actions', { action, ids });
}

/** Refused while the clock is on its way, which is often. */
async function advance(load: Load): Promise<void> {
  await load.client.ask({ method: 'POST', path: '/test-clock/advance', body: { days: load.random.int(1, 9) } });
}

async function bill(load: Load): Promise<void> {
  const mark = load.mark();
  const outcome = await load.client.ask({ method: 'POST', path: '/billing/generate', body: {} });
  load.asked.push({ what: 'billing_runs', mark, outcome });
}

async function exportAll(load: Load): Promise<void> {
  await load.client.ask({ method: 'GET', path: load.random.pick(['/invoices.csv', '/customers.csv', '/usage.csv']) });
}

const DEEDS: readonly Deed[] = [
  createCustomer,
  createInvoice,
  createInvoice,
  createRefusedInvoice,
  subscribe,
  subscribe,
  giveCredit,
  payInvoice,
  payInvoice,
  creditInvoice,
  recordUsage,
  recordUsage,
  recordUsage,
  changeSubscription,
  changePlan,
  importCustomers,
  actInBulk,
  bill,
  exportAll,
];
