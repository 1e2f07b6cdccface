import type { AccountCreditKind } from '@revenue/billing-core/account-credits';
import { wireAmount } from '@revenue/billing-core/money';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { EventType } from '../audit/event-types.ts';
import type { Change } from '../audit/record-change.ts';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';

/** What comes to a credit or is taken from it. Minor units. */
export interface NewEntry {
  customer_id: string;
  currency: string;
  kind: AccountCreditKind;
  amount: bigint;
  invoice_id?: string;
  credit_note_id?: string;
  subscription_id?: string;
  reverses_id?: string;
  reason?: string;
}

interface StoredEntry {
  id: string;
  balance_after: bigint;
}

const EVENTS = {
  grant: 'account_credit.granted',
  use: 'account_credit.used',
  reversal: 'account_credit.reversed',
  adjustment: 'account_credit.adjusted',
} as const satisfies Record<AccountCreditKind, EventType>;

/**
 * Stores entries in the order given; the database moves the balances with them and refuses one below zero. Each is told
 * of at its customer, with the balance before and after.
 */
export async function writeEntries(client: SqlClient, ctx: OperationContext, entries: NewEntry[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const now = ctx.clock.now();
  const drafts = entries.map((entry) => ({ id: newId(now), ...entry }));
  const column = <K extends keyof NewEntry>(key: K) => drafts.map((draft) => draft[key] ?? null);
  const { rows } = await client.query(
    `INSERT INTO account_credit_entries (tenant_id, created_at, actor_type, actor_id, id, customer_id, currency, kind,
        amount, invoice_id, credit_note_id, subscription_id, reverses_id, reason)
     SELECT $1, $2, $3, $4, u.* FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::bigint[], $10::uuid[],
        $11::uuid[], $12::uuid[], $13::uuid[], $14::text[]) u
     RETURNING id, balance_after`,
    [
      ctx.tenant_id,
      now,
      ctx.actor.type,
      ctx.actor.id,
      drafts.map(({ id }) => id),
      column('customer_id'),
      column('currency'),
      column('kind'),
      column('amount'),
      column('invoice_id'),
      column('credit_note_id'),
      column('subscription_id'),
      column('reverses_id'),
      column('reason'),
    ],
  );
  const balances = new Map((rows as StoredEntry[]).map(({ id, balance_after }) => [id, BigInt(balance_after)]));
  const changes = drafts.map((draft) => toChange(draft, balances.get(draft.id) ?? 0n));
  await writeChanges(client, ctx, changes);
  return drafts.map(({ id }) => id);
}

function toChange({ id, ...entry }: NewEntry & { id: string }, balance: bigint): Change {
  const { customer_id, currency, amount, kind, reason, invoice_id, credit_note_id, subscription_id } = entry;
  return {
    type: EVENTS[kind],
    object_type: 'customer',
    object_id: customer_id,
    before: { account_credit: wireAmount(balance - amount, currency) },
    after: {
      account_credit: wireAmount(balance, currency),
      ...{ entry_id: id, customer_id, amount: wireAmount(amount, currency), currency },
      ...(reason === undefined ? {} : { reason }),
      ...(invoice_id === undefined ? {} : { invoice_id }),
      ...(credit_note_id === undefined ? {} : { credit_note_id }),
      ...(subscription_id === undefined ? {} : { subscription_id }),
    },
  };
}
