import type { WithoutMethod } from '@revenue/billing-core/subscriptions';
import { addDays, localDateAt, parseInstant, startOfDay } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import { type TrialMailData, trialEndingLetter } from '@revenue/emails/letters/subscription-notices';
import { renderMail } from '@revenue/emails/render-mail';
import { recordChanges } from '../../audit/record-change.ts';
import { type DueSubscription, loadSubscriptionsToBill } from '../../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../../context.ts';
import { loadMailSettings } from '../../mails/load-mail-settings.ts';
import { type MailDraft, queueMails } from '../../mails/queue-mails.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { planRunsAt } from '../plan-runs-at.ts';
import type { Remembered } from '../take-back-early-bill.ts';
import { loadRules } from './load-rules.ts';
import { billOf, loadNoticeParties, loadPlanNames, type NoticeParty } from './notice-data.ts';

/** Told in one transaction. */
const AT_ONCE = 100;

type TrialRow = Prisma.SubscriptionGetPayload<object>;

/**
 * Tells who pays, some days before, that a trial ends and what is billed then, or why nothing is: by the event `trial.ending`
 * and a mail, each once. One that is
 * canceled already ends anyway, and nobody is told.
 */
export async function tellTrialsEnding(ctx: OperationContext): Promise<number> {
  const { tenant_id } = ctx;
  let told = 0;
  for (;;) {
    const some = await ctx.db.withTenant(tenant_id, async (tx) => {
      const { trial_notice_days } = await loadRules(sqlClientOf(tx), tenant_id);
      if (trial_notice_days === 0) return 0;
      const rows = await loadEnding(tx, ctx, trial_notice_days);
      await tell(tx, ctx, rows);
      return rows.length;
    });
    told += some;
    if (some < AT_ONCE) return told;
  }
}

/** Their customers are told while the trial goes on; a notice that comes when it is over helps nobody. */
async function loadEnding(tx: Tx, ctx: OperationContext, notice_days: number): Promise<TrialRow[]> {
  const { tenant_id, clock } = ctx;
  const now = clock.now();
  const found = await tx.$queryRaw<{ id: string; trial_end: string; time_zone: string }[]>`
    SELECT id::text, trial_end::text, time_zone FROM subscriptions
     WHERE tenant_id = ${tenant_id}::uuid AND status = 'trialing' AND trial_noticed_at IS NULL AND ends_on IS NULL AND NOT cancel_at_period_end
       AND trial_end BETWEEN (${now}::timestamptz AT TIME ZONE 'UTC')::date - 1 AND (${now}::timestamptz AT TIME ZONE 'UTC')::date + ${notice_days + 1}::int
     ORDER BY id FOR UPDATE`;
  const ids = found
    .filter(({ trial_end, time_zone }) => {
      const today = localDateAt(now, time_zone);
      return today < trial_end && today >= addDays(trial_end, -notice_days);
    })
    .map(({ id }) => id);
  return tx.subscription.findMany({
    where: { tenant_id, id: { in: ids.slice(0, AT_ONCE) } },
    orderBy: { id: 'asc' },
  });
}

async function tell(tx: Tx, ctx: OperationContext, rows: readonly TrialRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const ids = rows.map(({ id }) => id);
  await tx.subscription.updateMany({ where: { tenant_id, id: { in: ids } }, data: { trial_noticed_at: now } });
  const changes = rows.map(({ id, customer_id, trial_end, trial_without_method }) => ({
    type: 'trial.ending' as const,
    object_type: 'subscription',
    object_id: id,
    after: { id, customer_id, trial_end: trial_end && fromDbDate(trial_end), trial_without_method },
  }));
  await recordChanges(tx, ctx, changes);
  const settings = await loadMailSettings(tx, tenant_id);
  const parties = await loadNoticeParties(tx, ctx, settings, ids);
  const names = await loadPlanNames(
    tx,
    ctx,
    rows.map(({ plan_version_id }) => plan_version_id),
  );
  const runs = await planFirstBills(tx, ctx, rows);
  const isPaying = await loadPaying(
    tx,
    ctx,
    [...parties.values()].map(({ reader }) => reader.id),
  );
  const drafts = await Promise.all(
    rows.flatMap((row) => {
      const party = parties.get(row.id);
      const run = runs.get(row.id);
      if (party === undefined) return [];
      const outcome = isPaying(party.reader.id, row.trial_end)
        ? 'begins'
        : WITHOUT_METHOD[row.trial_without_method as WithoutMethod];
      const bill = run === undefined ? null : billOf(run, now);
      return [
        toDraft(row, party, {
          plan_name: names.get(row.plan_version_id) ?? '',
          outcome,
          bill,
          currency: run?.subscription.plan.currency,
        }),
      ];
    }),
  );
  await queueMails(tx, ctx, settings, drafts);
}

const WITHOUT_METHOD = { bill: 'begins', pause: 'pauses', cancel: 'ends' } as const;

/** What the run bills at the end of each trial, or has billed of it some days before, by its own plan. */
async function planFirstBills(tx: Tx, { tenant_id }: OperationContext, rows: readonly TrialRow[]) {
  const client = sqlClientOf(tx);
  const early = new Map(rows.map(({ id, billed_early }) => [id, billed_early as Remembered | null]));
  const found = await loadSubscriptionsToBill(client, tenant_id, [...early.keys()]);
  const subscriptions = found.map((subscription) => beforeBilled(subscription, early.get(subscription.id) ?? null));
  const runs = subscriptions.flatMap((subscription) => {
    const { trial_end, time_zone } = subscription;
    return trial_end ? [{ subscription, at: startOfDay(trial_end, time_zone) }] : [];
  });
  return planRunsAt(client, tenant_id, runs);
}

/** As it stood until its first paid days were billed, where that came before them. */
function beforeBilled(subscription: DueSubscription, early: Remembered | null): DueSubscription {
  if (early === null || early.begins_on !== subscription.trial_end) return subscription;
  const { cycle_index, current_period_start, current_period_end, anchor_date, next_billing_at } = early;
  const standing = { cycle_index, current_period_start, current_period_end, anchor_date };
  return { ...subscription, ...standing, next_billing_at: parseInstant(next_billing_at) };
}

/** Whether one of them has agreed how to pay, by what still holds when a trial is over. */
async function loadPaying(tx: Tx, { tenant_id }: OperationContext, customerIds: string[]) {
  const methods = await tx.paymentMethod.findMany({
    where: { tenant_id, customer_id: { in: customerIds }, ended_at: null },
    select: { customer_id: true, expires_on: true },
  });
  const byCustomer = Map.groupBy(methods, ({ customer_id }) => customer_id);
  return (id: string, trialEnd: Date | null) =>
    (byCustomer.get(id) ?? []).some(({ expires_on: until }) => !until || !trialEnd || until >= trialEnd);
}

async function toDraft(
  { id, trial_end }: TrialRow,
  { reader, correspondence }: NoticeParty,
  told: Pick<TrialMailData, 'plan_name' | 'outcome' | 'bill'> & { currency: string | undefined },
): Promise<MailDraft> {
  const on = trial_end ? fromDbDate(trial_end) : '';
  const { currency = '', ...rest } = told;
  const letter = trialEndingLetter({ ...correspondence, ...rest, on, currency, manage_url: null });
  return {
    ...{ template: 'trial_ending', to_address: reader.email, object_type: 'subscription', object_id: id },
    ...{ idempotency_key: `trial_ending/${id}/${on}`, mail: await renderMail(letter), attachment: null },
  };
}
