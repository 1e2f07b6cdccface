import type { WithoutMethod } from '@revenue/billing-core/subscriptions';
import { addDays, localDateAt, startOfDay } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import { type TrialMailData, trialEndingLetter } from '@revenue/emails/letters/subscription-notices';
import { renderMail } from '@revenue/emails/render-mail';
import { recordChanges } from '../../audit/record-change.ts';
import { loadSubscriptionsToBill } from '../../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../../context.ts';
import { loadMailSettings } from '../../mails/load-mail-settings.ts';
import { type MailDraft, queueMails } from '../../mails/queue-mails.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { planRunsAt } from '../plan-runs-at.ts';
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
  const runs = await planFirstBills(tx, ctx, ids);
  const paying = await loadPaying(
    tx,
    ctx,
    [...parties.values()].map(({ reader }) => reader.id),
  );
  const drafts = await Promise.all(
    rows.flatMap((row) => {
      const party = parties.get(row.id);
      const run = runs.get(row.id);
      if (party === undefined) return [];
      const outcome = paying.has(party.reader.id)
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

/** What the run bills at the end of each trial, by its own plan. */
async function planFirstBills(tx: Tx, { tenant_id }: OperationContext, ids: readonly string[]) {
  const client = sqlClientOf(tx);
  const subscriptions = await loadSubscriptionsToBill(client, tenant_id, ids);
  const runs = subscriptions.flatMap((subscription) => {
    const { trial_end, time_zone } = subscription;
    return trial_end ? [{ subscription, at: startOfDay(trial_end, time_zone) }] : [];
  });
  return planRunsAt(client, tenant_id, runs);
}

/** Who of them has agreed how to pay. */
async function loadPaying(tx: Tx, { tenant_id }: OperationContext, customerIds: string[]): Promise<Set<string>> {
  const methods = await tx.paymentMethod.findMany({
    where: { tenant_id, customer_id: { in: customerIds }, ended_at: null },
    select: { customer_id: true },
    distinct: ['customer_id'],
  });
  return new Set(methods.map(({ customer_id }) => customer_id));
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
