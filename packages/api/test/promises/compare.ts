import { isBillingError } from '@revenue/billing-core/errors';
import { wireAmount } from '@revenue/billing-core/money';
import type { TestTenant } from '../kit/start-api.ts';
import type { Previewed } from './asked.ts';

type Caller = TestTenant['caller'];
export type Preview = Awaited<ReturnType<Caller['subscriptions']['preview_change']>>;
export type PlannedInvoice = NonNullable<Preview['next_invoice']>;

/** Ids are given when it is done; everything else is promised, numbers and instants included. */
const GIVEN_THEN = /(^|_)ids?$|^content_hash$/;

/** Where what is there is not what was promised, by path. What was not promised may be as it likes. */
function* differences(promise: unknown, deed: unknown, path = ''): Generator<string> {
  if (typeof promise !== 'object' || promise === null || typeof deed !== 'object' || deed === null) {
    if (promise !== deed) yield `${path}: promised ${JSON.stringify(promise)}, and is ${JSON.stringify(deed)}`;
    return;
  }
  if (Array.isArray(promise) && Array.isArray(deed) && promise.length !== deed.length)
    yield `${path}: promised ${promise.length} of them, and there are ${deed.length}: ${JSON.stringify([promise, deed])}`;
  else
    for (const [key, value] of Object.entries(promise))
      if (value !== undefined && !GIVEN_THEN.test(key))
        yield* differences(value, (deed as Record<string, unknown>)[key], `${path}.${key}`);
}

export function expectKept(what: string, promise: unknown, deed: unknown): void {
  const found = [...differences(promise, deed)];
  if (found.length > 0) throw new Error(`${what} was not as promised:\n  ${found.slice(0, 12).join('\n  ')}`);
}

/** A refusal, as far as somebody reads it. */
function toRefusal(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!isBillingError(cause)) throw error;
  return { refused: { code: cause.code, message: cause.message } };
}

/** Does what was previewed. */
function carryOut({ subscriptions }: Caller, id: string, { action, ...asked }: Previewed): Promise<unknown> {
  const { settle, on, resumes_on, periods, when } = asked;
  switch (action) {
    case 'change':
      return subscriptions.update({ id, ...asked });
    case 'cancel':
      return subscriptions.cancel({ id, settle, ...(on === undefined ? { when } : { on }) });
    case 'pause':
      return subscriptions.pause({ id, settle: settle === 'credit' ? 'credit' : 'none', resumes_on });
    case 'resume':
      return subscriptions.resume({ id, periods });
    case 'undo':
      return subscriptions.undo_cancellation({ id });
  }
}

/** Previews it, does it, and holds what is there then to what was shown. null where both refuse it in the same words. */
export async function keep(tenant: TestTenant, id: string, asked: Previewed): Promise<Preview | null> {
  const { subscriptions } = tenant.caller;
  const before = await subscriptions.get({ id });
  const preview = await subscriptions.preview_change({ id, ...asked }).catch(toRefusal);
  expectKept('what a preview left alone', before, await subscriptions.get({ id }));
  const done = await carryOut(tenant.caller, id, asked).catch(toRefusal);
  if ('refused' in preview) {
    expectKept('a refusal', preview, done);
    return null;
  }
  if (typeof done === 'object' && done !== null && 'refused' in done) expectKept('the deed', { done: 'it' }, done);
  const isToCome = asked.action === 'cancel' && preview.when === 'period_end';
  await expectDone(tenant, id, preview, isToCome);
  return preview;
}

type Change = { id: string; effective_on: string; net: string; invoice_id: string | null; credit_note_ids: string[] };

async function lastChange({ ctx, tenant_id }: TestTenant, id: string): Promise<Change> {
  const { rows } = await ctx.db.withTenantSql(tenant_id, (client) =>
    client.query(
      `SELECT id, effective_on::text, net::text, invoice_id, credit_note_ids FROM subscription_changes
        WHERE tenant_id = $1 AND subscription_id = $2 ORDER BY id DESC LIMIT 1`,
      [tenant_id, id],
    ),
  );
  const [change] = rows as Change[];
  if (change === undefined) throw new Error('nothing was written down of it');
  return change;
}

interface Documents {
  invoice: Awaited<ReturnType<Caller['invoices']['get']>> | null;
  credit_notes: Awaited<ReturnType<Caller['credit_notes']['get']>>[];
}

async function documentsOf({ invoices, credit_notes }: Caller, change: Change): Promise<Documents> {
  return {
    invoice: change.invoice_id === null ? null : await invoices.get({ id: change.invoice_id }),
    credit_notes: await Promise.all(change.credit_note_ids.map((id) => credit_notes.get({ id }))),
  };
}

async function expectDone(tenant: TestTenant, id: string, preview: Preview, isToCome: boolean): Promise<void> {
  const { caller } = tenant;
  const change = await lastChange(tenant, id);
  expectKept('the day', preview.effective_on, change.effective_on);
  expectKept('the subscription', preview.subscription_after, await caller.subscriptions.get({ id }));
  // What an end makes on its day is held to then, and the run may bill nothing before.
  if (!isToCome) await expectMade(tenant, preview, change);
  if (isToCome && preview.next_invoice === null) return;
  const { invoice: upcoming } = await caller.subscriptions.upcoming_invoice({ id });
  expectKept('the next invoice', preview.next_invoice, upcoming);
}

async function expectMade(tenant: TestTenant, preview: Preview, change: Change): Promise<void> {
  if (preview.when === 'now') expectKept('the net', preview.net, wireAmount(BigInt(change.net), preview.currency));
  const { invoice, credit_notes } = await documentsOf(tenant.caller, change);
  expectKept('the invoice', preview.invoice, invoice);
  expectKept('the credit notes', preview.credit_notes, credit_notes);
  const sum = (amounts: number[]) => Math.round(amounts.reduce((left, right) => left + right, 0) * 1000) / 1000;
  const account_credit = sum(credit_notes.map(({ amount_account_credit }) => amount_account_credit));
  const refund = sum(credit_notes.map(({ amount_refundable }) => amount_refundable));
  const back = { account_credit: preview.account_credit, refund: preview.refund };
  expectKept('what goes back', back, { account_credit, refund });
  const lines = await waitingOf(tenant, change.id);
  const waits = lines.length > 0 && invoice === null && credit_notes.length === 0 && preview.when === 'now';
  if (preview.waits !== waits) expectKept('what waits', preview.waits, lines);
}

/** Holds the end that has come to what its preview showed before it. */
export async function expectEnded(
  tenant: TestTenant,
  id: string,
  { invoice, credit_notes, net, currency }: Preview,
): Promise<void> {
  const change = await lastChange(tenant, id);
  const made = await documentsOf(tenant.caller, change);
  expectKept('the net of the end', net, wireAmount(BigInt(change.net), currency));
  expectKept('the invoice of the end', figuresOf(invoice), figuresOf(made.invoice));
  expectKept('the credit notes of the end', credit_notes.map(figuresOf), made.credit_notes.map(figuresOf));
}

type Figures = { subtotal: number; discount: number; tax: number; total: number; items: unknown };

/** Numbers depend on what others were given until then. */
function figuresOf(document: Figures | null) {
  if (document === null) return null;
  const { subtotal, discount, tax, total, items } = document;
  return { subtotal, discount, tax, total, items };
}

async function waitingOf({ ctx, tenant_id }: TestTenant, change_id: string): Promise<unknown[]> {
  const { rows } = await ctx.db.withTenantSql(tenant_id, (client) =>
    client.query(
      'SELECT description, amount::text FROM pending_invoice_items WHERE tenant_id = $1 AND change_id = $2',
      [tenant_id, change_id],
    ),
  );
  return rows;
}
