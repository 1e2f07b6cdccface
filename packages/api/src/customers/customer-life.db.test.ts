import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertInvoice } from '../../test/kit/insert-invoice.ts';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let serial = 0;
const someone = (fields: object = {}) => {
  serial += 1;
  return { name: `Customer ${serial}`, email: `life${serial}@example.com`, ...fields };
};
const create = (body: object) => api.rest('POST', '/api/customers', { body });

describe('the tax status of a customer', () => {
  it('refuses a number that nobody can have, and says what to do', async () => {
    const answer = await create(someone({ country: 'DE', tax_id: 'DE136695977' }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'tax_id', message: expect.stringContaining('letter-head') }]);
  });

  it('keeps a good one as it was written, and says what was looked at', async () => {
    const german = (await create(someone({ country: 'DE', tax_id: 'DE 136 695 976' }))).body;
    const brazilian = (await create(someone({ country: 'BR', tax_id: 'anything' }))).body;
    const read = async (id: string) => (await api.rest('GET', `/api/customers/${id}`)).body;
    expect(await read(german.id)).toMatchObject({ tax_id: 'DE 136 695 976', tax_id_check: { verdict: 'valid' } });
    expect((await read(brazilian.id)).tax_id_check).toMatchObject({ verdict: 'not_checked' });
  });

  it('asks for the reason of an exemption, on creation and on change', async () => {
    const missing = [{ path: 'tax_exempt_reason' }];
    expect((await create(someone({ tax_exempt: true }))).body.errors).toMatchObject(missing);
    const { body } = await create(someone({ tax_exempt: true, tax_exempt_reason: 'Charity 42' }));
    const cleared = await api.rest('PUT', `/api/customers/${body.id}`, { body: { tax_exempt_reason: null } });
    expect(cleared.body.errors).toMatchObject(missing);
  });

  it('is judged anew when the customer moves', async () => {
    const { body } = await create(someone({ country: 'BR', tax_id: '1234' }));
    const moved = await api.rest('PUT', `/api/customers/${body.id}`, { body: { country: 'DE' } });
    expect([moved.status, moved.body.errors?.[0]?.path]).toEqual([422, 'tax_id']);
    expect((await api.rest('PUT', `/api/customers/${body.id}`, { body: { city: 'Rio' } })).status).toBe(200);
  });
});

describe('closing a customer', () => {
  it('says before what it does, ends what runs and leaves what is owed', async () => {
    const tenant = await api.addTenant('closing');
    const customer = (await tenant.rest('POST', '/api/customers', { body: someone() })).body;
    const plan = await tenant.caller.plans.create({
      code: 'p',
      name: 'P',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: '5' } }],
    });
    const subscription = await tenant.caller.subscriptions.create({ customer_id: customer.id, plan_id: plan.id });
    await insertInvoice({ ...api, ...tenant }, customer.id, { status: 'sent', amount_due: 900n, number: 'C-1' });
    const effect = await tenant.rest('GET', `/api/customers/${customer.id}/closing`);
    expect(effect.body).toEqual({
      live_subscriptions: 1,
      ends_by: subscription.current_period?.end,
      drafts: 0,
      balances: [{ currency: 'USD', amount_due: 9, overdue: 0 }],
      pays_for: 0,
      obstacle: null,
    });
    const closed = await tenant.rest('PUT', `/api/customers/${customer.id}`, { body: { status: 'closed' } });
    expect(closed.body.status).toBe('closed');
    const after = await tenant.caller.subscriptions.get({ id: subscription.id });
    expect(after).toMatchObject({ cancel_at_period_end: true, status: 'active' });
    expect(after.ends_on).toBe(subscription.current_period.end);
    const [audit] = (await tenant.caller.audit.list({ object_id: subscription.id })).data;
    expect(audit).toMatchObject({ action: 'subscription.updated', after: { cancel_at_period_end: true } });
    expect((await tenant.rest('GET', `/api/customers/${customer.id}`)).body.balance).toBe(9);
  });

  it('ends what pauses at once, and what was to end later with its period', async () => {
    const tenant = await api.addTenant('closing-ends');
    const { caller } = tenant;
    const customer_id = (await tenant.rest('POST', '/api/customers', { body: someone() })).body.id;
    const fee = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 5 } } as const;
    const plan = await caller.plans.create({ code: 'p', name: 'P', currency: 'USD', components: [fee] });
    const make = async () => (await caller.subscriptions.create({ customer_id, plan_id: plan.id })).id;
    const [paused, later] = [await make(), await make()];
    await executeBillingRun(tenant.ctx, (await caller.billing_runs.start({})).id);
    await caller.subscriptions.pause({ id: paused, settle: 'none' });
    const { current_period } = await caller.subscriptions.get({ id: later });
    const on = `${Number(current_period?.end.slice(0, 4)) + 1}-01-01`;
    await caller.subscriptions.cancel({ id: later, on, settle: 'none' });
    const effect = await tenant.rest('GET', `/api/customers/${customer_id}/closing`);
    expect(effect.body).toMatchObject({ live_subscriptions: 2, ends_by: current_period?.end });
    await tenant.rest('PUT', `/api/customers/${customer_id}`, { body: { status: 'closed' } });
    expect((await caller.subscriptions.get({ id: paused })).status).toBe('canceled');
    expect(await caller.subscriptions.get({ id: later })).toMatchObject({
      cancel_at_period_end: true,
      ends_on: current_period?.end,
    });
  });

  it('is refused while it pays for others', async () => {
    const payer = (await create(someone())).body;
    await create(someone({ parent_id: payer.id, billed_to: 'parent' }));
    const answer = await api.rest('PUT', `/api/customers/${payer.id}`, { body: { status: 'closed' } });
    expect([answer.status, answer.body.code]).toEqual([409, 'customer_in_use']);
    expect(answer.body.detail).toContain('another account');
  });

  it('leads back to active only', async () => {
    const { body } = await create(someone({ status: 'closed' }));
    const path = `/api/customers/${body.id}`;
    const suspended = await api.rest('PUT', path, { body: { status: 'suspended' } });
    expect([suspended.status, suspended.body.code]).toEqual([409, 'illegal_transition']);
    expect((await api.rest('PUT', path, { body: { status: 'active' } })).body.status).toBe('active');
  });
});

describe('restoring a customer', () => {
  it('brings it back as it was, active', async () => {
    const { body } = await create(someone({ city: 'Oslo' }));
    await api.rest('DELETE', `/api/customers/${body.id}`);
    const listed = await api.rest('GET', `/api/customers?deleted=true&q=${body.id}`);
    expect(listed.body).toMatchObject({ data: [{ id: body.id }], counts: { all: 0, deleted: 1 } });
    const back = await api.rest('POST', `/api/customers/${body.id}/restore`);
    expect(back.body).toMatchObject({ id: body.id, city: 'Oslo', status: 'active', deleted_at: null, version: 3 });
    expect((await api.rest('GET', `/api/customers/${body.id}`)).status).toBe(200);
    expect((await api.rest('POST', `/api/customers/${body.id}/restore`)).body.version).toBe(3);
  });

  it('is refused while another has its address', async () => {
    const gone = (await create(someone())).body;
    await api.rest('DELETE', `/api/customers/${gone.id}`);
    await create(someone({ email: gone.email }));
    const answer = await api.rest('POST', `/api/customers/${gone.id}/restore`);
    expect([answer.status, answer.body.code]).toEqual([409, 'duplicate']);
    expect(answer.body.detail).toContain('change that one first');
  });
});

describe('the timeline of a customer', () => {
  it('tells what happened to it and to what is its own, by whom, newest first and page by page', async () => {
    const tenant = await api.addTenant('timeline');
    const customer = (await tenant.rest('POST', '/api/customers', { body: someone({ city: 'Paris' }) })).body;
    await tenant.rest('PUT', `/api/customers/${customer.id}`, { body: { city: 'Lyon' } });
    const items = [{ description: 'x', unit_price: 4 }];
    const invoice = await tenant.caller.invoices.create({ customer_id: customer.id, items });
    await tenant.caller.invoices.update({ id: invoice.id, status: 'sent' });
    await tenant.caller.invoices.update({ id: invoice.id, status: 'paid' });
    const note = await tenant.caller.credit_notes.create({ invoice_id: invoice.id, total: 1, reason: 'Scratched' });
    await tenant.rest('POST', '/api/customers', { body: someone() });
    const first = await tenant.rest('GET', `/api/customers/${customer.id}/timeline?limit=4`);
    const rest = await tenant.rest('GET', `/api/customers/${customer.id}/timeline?cursor=${first.body.next_cursor}`);
    const all = [...first.body.data, ...rest.body.data];
    expect(rest.body.next_cursor).toBeNull();
    expect(all.map((entry) => entry.action).sort()).toEqual(
      [
        'credit_note.issued',
        'customer.created',
        'customer.updated',
        'invoice.created',
        'invoice.finalized',
        'invoice.paid',
        'invoice.updated',
        'payment.succeeded',
      ].sort(),
    );
    expect(all.find((entry) => entry.action === 'credit_note.issued')).toMatchObject({
      object_type: 'credit_note',
      object_id: note.id,
      label: note.credit_note_number,
      amount: 1,
      currency: 'USD',
    });
    expect(all.find((entry) => entry.action === 'customer.updated')).toMatchObject({
      actor: { type: 'api_key', name: 'test' },
      changes: [{ field: 'city', before: 'Paris', after: 'Lyon' }],
    });
    expect(all.find((entry) => entry.action === 'invoice.paid')).toMatchObject({
      label: invoice.invoice_number,
      amount: 4,
      currency: 'USD',
      actor: { type: 'system', name: 'test' },
    });
  });

  it('is nobody else’s', async () => {
    const other = await api.addTenant('timeline-other');
    const { body } = await create(someone());
    expect((await other.rest('GET', `/api/customers/${body.id}/timeline`)).status).toBe(404);
    expect((await other.rest('GET', `/api/customers/${body.id}/closing`)).status).toBe(404);
    expect((await other.rest('POST', `/api/customers/${body.id}/restore`)).status).toBe(404);
  });
});
