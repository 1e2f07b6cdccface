import { BillingError } from '@revenue/billing-core/errors';
import { wireAmount } from '@revenue/billing-core/money';
import {
  type ChangedSubscriptionView,
  isLiveSubscription,
  type SubscriptionChangeResult,
  type SubscriptionStatus,
  type UpdateSubscription,
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
import { cancelSubscription } from './lifecycle/cancel-subscription.ts';
import { loadLocked } from './lifecycle/lifecycle-outcome.ts';
import { undoCancellation } from './lifecycle/undo-cancellation.ts';
import { loadSubscription } from './queries.ts';
import { recordMrr } from './record-mrr.ts';
import { toSubscriptionView } from './view.ts';

/**
 * Changes a subscription: its plan, quantities, add-ons and prices, what it is called, and whether it ends with its current
 * period. What is due until then is billed.
 *
 * @throws BillingError not_found, version_conflict, illegal_transition when it has ended; as `changeSubscription` and
 * `planCancellation`
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
      const ending = endingOf(row, cancel_at_period_end);
      // By the same doors as the commands: what an end cut is charged when it is taken back, and the timeline knows of both.
      if (ending === 'undo') await undoCancellation(tx, ctx, await loadLocked(tx, ctx, id));
      const outcome = isChange ? await changeSubscription(tx, ctx, id, asked) : null;
      if (ending === 'cancel') await cancelSubscription(tx, ctx, await loadLocked(tx, ctx, id), AT_PERIOD_END);
      await updateFields(tx, ctx, id, { external_id, metadata }, !isChange && ending === 'as_it_is');
      if (ending !== 'as_it_is') await recordMrr(sqlClientOf(tx), ctx, [id]);
      const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
      const before = toSubscriptionView(row);
      const change = outcome && toChangeResult(outcome);
      const object = { object_type: 'subscription', object_id: id };
      await recordChange(tx, ctx, { type: 'subscription.updated', ...object, before, after: { ...after, change } });
      return { ...after, change };
    }),
  );
}

const AT_PERIOD_END = { when: 'period_end', settle: 'none' } as const;

/** What is to be done for its end to be as asked; said twice it is as it is. */
function endingOf(
  { status, cancel_at_period_end, ends_on }: { status: string; cancel_at_period_end: boolean; ends_on: Date | null },
  asked: boolean | undefined,
): 'cancel' | 'undo' | 'as_it_is' {
  if (asked === undefined) return 'as_it_is';
  if (!isLiveSubscription(status as SubscriptionStatus)) {
    throw new BillingError('illegal_transition', `The subscription is ${status}; it has ended already.`);
  }
  if (asked) return cancel_at_period_end ? 'as_it_is' : 'cancel';
  return cancel_at_period_end || ends_on !== null ? 'undo' : 'as_it_is';
}

/** `always` raises the version although nothing is given. */
async function updateFields(
  tx: Tx,
  ctx: OperationContext,
  id: string,
  fields: Pick<UpdateSubscription, 'external_id' | 'metadata'>,
  always: boolean,
): Promise<void> {
  const given = presentFields(fields);
  if (Object.keys(given).length === 0 && !always) return;
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id: ctx.tenant_id, id } },
    data: { ...given, updated_at: ctx.clock.now(), version: { increment: 1 } },
  });
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
