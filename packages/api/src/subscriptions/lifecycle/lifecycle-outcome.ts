import { BillingError } from '@revenue/billing-core/errors';
import type { ChangeLine, ChangeMoney } from '@revenue/billing-core/subscriptions';
import type { LocalDate } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { type AppliedMoney, applyMoney, type MoneyChange } from '../apply-money.ts';
import { loadStates, type SubscriptionState } from '../load-state.ts';

/** What an end, a pause or their contrary was, and what it made. */
export interface LifecycleOutcome extends AppliedMoney {
  state: SubscriptionState;
  when: 'now' | 'period_end';
  effective_on: LocalDate;
  lines: readonly ChangeLine[];
}

/** The state of one subscription, which nobody else changes until the transaction ends. @throws BillingError not_found */
export async function loadLocked(tx: Tx, { tenant_id }: OperationContext, id: string): Promise<SubscriptionState> {
  const [state] = await loadStates(sqlClientOf(tx), tenant_id, [id], { lock: true });
  if (state) return state;
  throw new BillingError('not_found', `There is no subscription ${id}.`);
}

export interface LifecycleChange {
  kind: 'cancel' | 'undo_cancel' | 'pause' | 'resume';
  status: 'applied' | 'scheduled';
  effective_on: LocalDate;
  effective_at: Date;
  details: object;
  /** Of the bill of days that have not begun, which came before it. */
  credit_note_ids?: readonly string[];
}

/** Writes down what was asked for, for the timeline; answers its id. */
export async function insertChange(
  client: SqlClient,
  ctx: OperationContext,
  state: Pick<SubscriptionState, 'id' | 'plan_version_id' | 'currency'>,
  { kind, status, effective_on, effective_at, details, credit_note_ids = [] }: LifecycleChange,
): Promise<string> {
  const now = ctx.clock.now();
  const id = newId(now);
  await client.query(
    `INSERT INTO subscription_changes (tenant_id, id, subscription_id, kind, status, effective_on, effective_at,
        from_plan_version_id, to_plan_version_id, items, net, currency, details, actor, created_at, applied_at,
        credit_note_ids)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::date, $7::timestamptz, $8::uuid, $8::uuid, '[]', 0, $9, $10::jsonb, $11,
             $12::timestamptz, $13::timestamptz, $14::uuid[])`,
    [
      ...[ctx.tenant_id, id, state.id, kind, status, effective_on, effective_at, state.plan_version_id, state.currency],
      ...[JSON.stringify(details), ctx.actor.name, now, status === 'applied' ? now : null],
      credit_note_ids,
    ],
  );
  return id;
}

/** Writes the lines as documents or as lines that wait, and says so at the change. */
export async function settleMoney(
  tx: Tx,
  ctx: OperationContext,
  state: SubscriptionState,
  money: Pick<ChangeMoney, 'lines' | 'net' | 'billing'>,
  change: MoneyChange,
): Promise<AppliedMoney> {
  const made = await applyMoney(tx, ctx, state, money, change);
  await sqlClientOf(tx).query(
    `UPDATE subscription_changes SET net = $3::bigint, invoice_id = $4::uuid, credit_note_ids = credit_note_ids || $5::uuid[]
      WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [ctx.tenant_id, change.change_id, String(made.net), made.invoice_id, made.credit_note_ids],
  );
  return made;
}

/** The days that items are charged for from now on. */
export async function saveServices(
  client: SqlClient,
  tenantId: string,
  items: readonly {
    subscription_item_id: string;
    service: { start: LocalDate; end: LocalDate };
    since?: Date | undefined;
    active_at?: Date | undefined;
  }[],
): Promise<void> {
  if (items.length === 0) return;
  await client.query(
    `UPDATE subscription_items si SET service_start = u.service_start, service_end = u.service_end, since = u.since,
            active_at = u.active_at
       FROM unnest($2::uuid[], $3::date[], $4::date[], $5::timestamptz[], $6::timestamptz[])
            AS u(id, service_start, service_end, since, active_at)
      WHERE si.tenant_id = $1::uuid AND si.id = u.id`,
    [
      tenantId,
      items.map(({ subscription_item_id }) => subscription_item_id),
      items.map(({ service }) => service.start),
      items.map(({ service }) => service.end),
      items.map(({ since }) => since ?? null),
      items.map(({ active_at }) => active_at ?? null),
    ],
  );
}
