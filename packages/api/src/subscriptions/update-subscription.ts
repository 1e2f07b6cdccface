import { BillingError } from '@revenue/billing-core/errors';
import { wireAmount } from '@revenue/billing-core/money';
import type {
  ChangedSubscriptionView,
  SubscriptionChangeResult,
  SubscriptionStatus,
  UpdateSubscription,
} from '@revenue/billing-core/subscriptions';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { type ChangeOutcome, changeSubscription } from './change-subscription.ts';
import { loadLocked } from './lifecycle/lifecycle-outcome.ts';
import { undoCancellation } from './lifecycle/undo-cancellation.ts';
import { LIVE_STATUSES } from './live-statuses.ts';
import { loadSubscription } from './queries.ts';
import { recordMrr } from './record-mrr.ts';
import { toSubscriptionView } from './view.ts';

/**
 * Changes a subscription: its plan, quantities, add-ons and prices, what it is called, and whether it ends with its current
 * period. What is due until then is billed.
 *
 * @throws BillingError not_found, version_conflict, illegal_transition when it has ended; as `changeSubscription`
 */
export async function updateSubscription(
  ctx: OperationContext,
  { id, version, ...input }: UpdateSubscription,
): Promise<ChangedSubscriptionView> {
  const { tenant_id } = ctx;
  return namingDuplicates({ external_id: 'There is a subscription with this external_id already.' }, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await lockRow(tx, 'subscriptions', tenant_id, id);
      const row = await loadSubscription(tx, tenant_id, id);
      requireVersion('subscription', row.version, version);
      const { cancel_at_period_end, external_id, metadata, ...asked } = input;
      const isChange = Object.values(asked).some((field) => field !== undefined);
      // An end that was written down may have cut a period that is billed: what was cut is charged, as by the other door.
      const isTakenBack = cancel_at_period_end === false && row.ends_on !== null && row.ended_at === null;
      if (isTakenBack) await undoCancellation(tx, ctx, await loadLocked(tx, ctx, id));
      const outcome = isChange ? await changeSubscription(tx, ctx, id, asked) : null;
      const fields = { cancel_at_period_end, external_id, metadata };
      await updateFields(tx, ctx, { id, status: row.status as SubscriptionStatus }, fields, !isChange);
      const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
      const before = toSubscriptionView(row);
      const change = outcome && toChangeResult(outcome);
      const object = { object_type: 'subscription', object_id: id };
      await recordChange(tx, ctx, { type: 'subscription.updated', ...object, before, after: { ...after, change } });
      return { ...after, change };
    }),
  );
}

type Fields = Pick<UpdateSubscription, 'cancel_at_period_end' | 'external_id' | 'metadata'>;

async function updateFields(
  tx: Tx,
  ctx: OperationContext,
  { id, status }: { id: string; status: SubscriptionStatus },
  fields: Fields,
  always: boolean,
): Promise<void> {
  const given = presentFields(fields);
  if (Object.keys(given).length === 0 && !always) return;
  const { cancel_at_period_end } = fields;
  if (cancel_at_period_end !== undefined && !LIVE_STATUSES.includes(status)) {
    throw new BillingError('illegal_transition', `The subscription is ${status}; it has ended already.`);
  }
  const now = ctx.clock.now();
  const canceled = cancel_at_period_end === undefined ? {} : endOf(cancel_at_period_end, now);
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id: ctx.tenant_id, id } },
    data: { ...given, ...canceled, updated_at: now, version: { increment: 1 } },
  });
  await recordMrr(sqlClientOf(tx), ctx, [id]);
}

/** Taken back, it does not end on another day either. */
function endOf(isCanceled: boolean, now: Date) {
  return isCanceled ? { canceled_at: now } : { canceled_at: null, ends_on: null, cancel_settle: null };
}

export function toChangeResult({ id, kind, planned, state, ...made }: ChangeOutcome): SubscriptionChangeResult {
  const { when, direction, effective_on } = planned;
  return {
    id,
    kind,
    status: when === 'now' ? 'applied' : 'scheduled',
    direction,
    when,
    effective_on,
    net: wireAmount(made.net, state.currency),
    invoice_id: made.invoice_id,
    credit_note_ids: made.credit_note_ids,
  };
}
