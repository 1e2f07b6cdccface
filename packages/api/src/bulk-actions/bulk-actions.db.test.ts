import type { CreateBulkAction } from '@revenue/billing-core/bulk-actions';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBulkAction } from './execute-bulk-action.ts';

let api: TestApi;
let customer_id: string;

beforeAll(async () => {
  api = await startApi({ now: '2026-05-20T12:00:00Z' });
  ({ id: customer_id } = await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', currency: 'USD' }));
}, 60_000);
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function drafts(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const items = [{ description: 'Seat', quantity: 1, unit_price: 10 }];
    ids.push((await api.caller.invoices.create({ customer_id, items })).id);
  }
  return ids;
}

const statusesOf = async (ids: string[]) =>
  Promise.all(ids.map(async (id) => (await api.caller.invoices.get({ id })).status));

/** Asks for it and lets the worker do it, as the job would. */
async function run(input: CreateBulkAction) {
  const { id } = await api.caller.bulk_actions.create(input);
  await executeBulkAction(api.ctx, id);
  const items = (await api.caller.bulk_actions.items({ id, limit: 100 })).data;
  return { id, action: await api.caller.bulk_actions.get({ id }), items };
}

describe('a bulk action on invoices', () => {
  it('says what it would do in money, and then does exactly that', async () => {
    const [first = '', second = '', third = ''] = await drafts(3);
    await api.caller.invoices.update({ id: second, status: 'sent' });
    await api.caller.invoices.update({ id: third, status: 'sent' });
    await api.caller.invoices.update({ id: third, status: 'paid' });
    const ids = [first, second, third];
    expect(await api.caller.bulk_actions.preview({ action: 'void_invoices', ids })).toEqual({
      matching: 3,
      going: 2,
      refused: [{ reason: 'paid: cannot be voided', count: 1 }],
      sums: [{ currency: 'USD', count: 2, total: 20, amount_due: 20 }],
    });
    expect(await statusesOf(ids)).toEqual(['draft', 'sent', 'paid']);
    const { action, items } = await run({ action: 'void_invoices', ids, expected: 3, void_reason: 'a slip' });
    expect(action).toMatchObject({ status: 'completed', items_total: 3, done: 2, refused: 1, failed: 0 });
    expect(items.map(({ outcome, message }) => [outcome, message])).toEqual([
      ['done', null],
      ['done', null],
      ['refused', 'It is paid: cannot be voided.'],
    ]);
    expect(await statusesOf(ids)).toEqual(['void', 'void', 'paid']);
  });

  it('does not promise to void what is credited in part', async () => {
    const [id = ''] = await drafts(1);
    await api.caller.invoices.update({ id, status: 'sent' });
    await api.caller.credit_notes.create({ invoice_id: id, total: 4, reason: 'Broken seat' });
    const preview = await api.caller.bulk_actions.preview({ action: 'void_invoices', ids: [id] });
    expect([preview.going, preview.refused]).toEqual([
      0,
      [{ reason: 'partly credited: credit the rest of it instead', count: 1 }],
    ]);
    const { items } = await run({ action: 'void_invoices', ids: [id], void_reason: 'a slip' });
    expect(items[0]).toMatchObject({ outcome: 'refused', message: `It is ${preview.refused[0]?.reason}.` });
  });

  it('sends drafts with their mails, and those without items stay', async () => {
    const ids = await drafts(3);
    const empty = await api.caller.invoices.get({ id: ids[2] ?? '' });
    await api.caller.invoices.remove_item({ id: empty.id, itemId: empty.items[0]?.id ?? '' });
    const before = (await api.caller.mails.counts({})).all;
    const { action, items } = await run({ action: 'send_invoices', ids });
    expect(action).toMatchObject({ done: 2, refused: 1 });
    expect(items[2]).toMatchObject({ outcome: 'refused', message: 'It is draft without items.' });
    expect(await statusesOf(ids)).toEqual(['sent', 'sent', 'draft']);
    expect((await api.caller.mails.counts({})).all - before).toBe(2);
  });

  it('does all that a filter finds, and nothing that came later', async () => {
    const { id: other } = await api.caller.customers.create({ name: 'Bo', email: 'bo@example.com', currency: 'USD' });
    customer_id = other;
    const ids = await drafts(3);
    const filter = { customer_id: other, status: 'draft' };
    const { id } = await api.caller.bulk_actions.create({ action: 'finalize_invoices', filter });
    const late = await drafts(1);
    await executeBulkAction(api.ctx, id);
    expect(await statusesOf([...ids, ...late])).toEqual(['sent', 'sent', 'sent', 'draft']);
    const paid = await run({ action: 'mark_invoices_paid', filter: { customer_id: other, status: 'sent' } });
    expect(paid.action).toMatchObject({ done: 3, items_total: 3 });
    expect(await statusesOf(ids)).toEqual(['paid', 'paid', 'paid']);
  });

  it('goes on where a worker died, and does nothing twice', async () => {
    const ids = await drafts(4);
    const { id } = await api.caller.bulk_actions.create({ action: 'send_invoices', ids });
    const before = (await api.caller.mails.counts({})).all;
    let sent = 0;
    const dying = {
      ...api.ctx,
      jobs: {
        ...api.ctx.jobs,
        enqueueAll: (async (...args: Parameters<typeof api.ctx.jobs.enqueueAll>) => {
          sent += 1;
          await api.ctx.jobs.enqueueAll(...args);
          // After the third mail was written, before its commit.
          if (sent === 3) throw new Error('killed');
        }) as typeof api.ctx.jobs.enqueueAll,
      },
      db: {
        ...api.ctx.db,
        withTenant: ((tenant: string, fn: never) =>
          sent >= 3 ? Promise.reject(new Error('killed')) : api.db.withTenant(tenant, fn)) as typeof api.db.withTenant,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    };
    await expect(executeBulkAction(dying, id)).rejects.toThrow('killed');
    expect(await api.caller.bulk_actions.get({ id })).toMatchObject({ status: 'running', done: 2 });
    // The queue tries again, and a slow worker once more at the same time.
    await Promise.all([executeBulkAction(api.ctx, id), executeBulkAction(api.ctx, id)]);
    expect(await api.caller.bulk_actions.get({ id })).toMatchObject({ status: 'completed', done: 4, refused: 0 });
    expect((await api.caller.mails.counts({})).all - before).toBe(4);
    await executeBulkAction(api.ctx, id);
    expect((await api.caller.mails.counts({})).all - before).toBe(4);
  });

  it('does not blame a record for a connection that was lost', async () => {
    const ids = await drafts(3);
    const { id } = await api.caller.bulk_actions.create({ action: 'finalize_invoices', ids });
    let transactions = 0;
    const withTenant: typeof api.db.withTenant = (tenant, fn) =>
      api.db.withTenant(tenant, async (tx) => {
        transactions += 1;
        // The first begins, the second reads, the third does one record: this is the second record.
        if (transactions === 4) await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
        return fn(tx);
      });
    const cut = executeBulkAction({ ...api.ctx, db: { ...api.ctx.db, withTenant } }, id);
    await expect(cut).rejects.toThrow();
    expect(await api.caller.bulk_actions.get({ id })).toMatchObject({ status: 'failed', done: 1, failed: 0 });
    await executeBulkAction(api.ctx, id);
    expect(await api.caller.bulk_actions.get({ id })).toMatchObject({ status: 'completed', done: 3, failed: 0 });
  });

  it('names who asked for it in the audit log of each invoice', async () => {
    const ids = await drafts(1);
    const finance = api.callerAs('finance');
    const { id } = await finance.bulk_actions.create({ action: 'finalize_invoices', ids });
    await executeBulkAction({ ...api.ctx, actor: { ...api.ctx.actor, id: 'worker' } }, id);
    const { data } = await api.caller.audit.list({ object_id: ids[0] ?? '' });
    const [created] = (await api.caller.audit.list({ object_id: id })).data.toReversed();
    expect(data[0]).toMatchObject({ action: 'invoice.finalized', actor_id: created?.actor_id });
  });

  it('is stopped by nobody who could not have begun it', async () => {
    const { id } = await api.caller.bulk_actions.create({ action: 'finalize_invoices', ids: await drafts(1) });
    await expect(api.callerAs('support').bulk_actions.cancel({ id })).rejects.toThrow(/role finance/);
    expect(await api.callerAs('finance').bulk_actions.cancel({ id })).toMatchObject({ status: 'canceled' });
  });

  it('stops when it is canceled, and what was done stays done', async () => {
    const ids = await drafts(2);
    const { id } = await api.caller.bulk_actions.create({ action: 'finalize_invoices', ids });
    expect(await api.caller.bulk_actions.cancel({ id })).toMatchObject({ status: 'canceled', done: 0 });
    await executeBulkAction(api.ctx, id);
    expect(await statusesOf(ids)).toEqual(['draft', 'draft']);
    const { id: over } = await run({ action: 'finalize_invoices', ids });
    await expect(api.caller.bulk_actions.cancel({ id: over })).rejects.toThrow('nothing left to stop');
  });
});

describe('a bulk action on customers and products', () => {
  it('suspends and reactivates, archives and restores', async () => {
    const { id } = await api.caller.customers.create({ name: 'Cy', email: 'cy@example.com' });
    const suspended = await run({ action: 'suspend_customers', filter: { q: 'cy@' } });
    expect(suspended.action).toMatchObject({ done: 1 });
    expect(suspended.items).toMatchObject([{ label: 'Cy', outcome: 'done' }]);
    expect((await api.caller.customers.get({ id })).status).toBe('suspended');
    const again = await run({ action: 'suspend_customers', ids: [id] });
    expect(again.items).toMatchObject([{ outcome: 'refused', message: 'It is suspended already.' }]);
    await run({ action: 'reactivate_customers', ids: [id] });
    expect((await api.caller.customers.get({ id })).status).toBe('active');

    const product = await api.caller.products.create({ name: 'Seat', type: 'one_time' });
    await run({ action: 'archive_products', filter: { active: true } });
    expect((await api.caller.products.get({ id: product.id })).active).toBe(false);
    await run({ action: 'restore_products', ids: [product.id] });
    expect((await api.caller.products.get({ id: product.id })).active).toBe(true);
  });
});

describe('a bulk action is not begun', () => {
  const ask = (body: object) => api.rest('POST', '/api/bulk-actions', { body });

  it('without a selection, with two, or with a filter the list does not have', async () => {
    const action = 'finalize_invoices';
    expect((await ask({ action })).body).toMatchObject({ errors: [{ path: 'ids' }] });
    expect((await ask({ action, ids: [customer_id], filter: {} })).body).toMatchObject({ errors: [{ path: 'ids' }] });
    expect((await ask({ action, filter: { status: 'lost' } })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'filter.status' }],
    });
    expect((await ask({ action, filter: { q: 'nobody at all' } })).body).toMatchObject({
      errors: [{ path: 'filter' }],
    });
  });

  it('without the reason that a voiding needs', async () => {
    const [id] = await drafts(1);
    expect((await ask({ action: 'void_invoices', ids: [id] })).body).toMatchObject({
      errors: [{ path: 'void_reason' }],
    });
  });

  it('when there are not as many as were shown, or some are of another tenant', async () => {
    const [id = ''] = await drafts(1);
    const other = await api.addTenant('globex');
    const body = { action: 'finalize_invoices', ids: [id], expected: 2 };
    expect((await ask(body)).body).toMatchObject({ status: 409, code: 'selection_changed' });
    const foreign = await other.rest('POST', '/api/bulk-actions', { body: { action: body.action, ids: [id] } });
    expect(foreign).toMatchObject({ status: 404 });
    expect(await statusesOf([id])).toEqual(['draft']);
  });

  it('by somebody who may not do it to one', async () => {
    const [id = ''] = await drafts(1);
    const support = api.callerAs('support');
    await expect(support.bulk_actions.create({ action: 'finalize_invoices', ids: [id] })).rejects.toThrow('finance');
    const suspend = support.bulk_actions.create({ action: 'suspend_customers', ids: [customer_id] });
    await expect(suspend).rejects.toThrow('finance');
  });

  it('twice under one Idempotency-Key', async () => {
    const ids = await drafts(1);
    const options = { body: { action: 'finalize_invoices', ids }, headers: { 'idempotency-key': 'bulk-1' } };
    const first = await api.rest('POST', '/api/bulk-actions', options);
    expect(first.status).toBe(202);
    expect((await api.rest('POST', '/api/bulk-actions', options)).body.id).toBe(first.body.id);
  });
});
