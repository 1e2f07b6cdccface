import { wireAmount } from '@revenue/billing-core/money';
import { type NoticedSubscription, renewalToTell, type ToldRenewal } from '@revenue/billing-core/subscriptions';
import type { Tx } from '@revenue/db/database';
import { renewalNoticeLetter } from '@revenue/emails/letters/subscription-notices';
import { renderMail } from '@revenue/emails/render-mail';
import { recordChanges } from '../../audit/record-change.ts';
import { loadSubscriptionsToBill } from '../../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../../context.ts';
import { loadMailSettings } from '../../mails/load-mail-settings.ts';
import { type MailDraft, queueMails } from '../../mails/queue-mails.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { type PlannedRun, planRunsAt } from '../plan-runs-at.ts';
import { loadRules } from './load-rules.ts';
import { billOf, loadNoticeParties, loadPlanNames, type NoticeParty } from './notice-data.ts';

/** Told in one transaction. */
const AT_ONCE = 100;

interface Candidate extends Omit<NoticedSubscription, 'contract'> {
  id: string;
  contract_ends_on: string | null;
  contract_at_end: 'renew' | 'expire' | null;
}

/** A renewal with what it comes to. */
type Told = ToldRenewal & PlannedRun;

/**
 * Tells who pays, some days before, that a subscription renews, what is billed then and how to stop it: by the event
 * `subscription.renewing` and a mail, once for each renewal. Of one that would end, and of who is held back from billing,
 * nobody is told: it would not come like that.
 */
export async function tellRenewals(ctx: OperationContext): Promise<number> {
  const { tenant_id } = ctx;
  let told = 0;
  let after: string | null = null;
  do {
    const from: string | null = after;
    const some = await ctx.db.withTenant(tenant_id, async (tx) => {
      const { renewal_notice_days } = await loadRules(sqlClientOf(tx), tenant_id);
      if (renewal_notice_days === 0) return { told: 0, last: null };
      const candidates = await loadCandidates(tx, ctx, renewal_notice_days, from);
      const renewals = await planRenewals(tx, ctx, candidates, renewal_notice_days);
      await tell(tx, ctx, renewals);
      return { told: renewals.length, last: candidates[AT_ONCE - 1]?.id ?? null };
    });
    told += some.told;
    after = some.last;
  } while (after !== null);
  return told;
}

/** Those that may be in their days of notice, locked; which day it is where each is, is for the core to say. */
async function loadCandidates(
  tx: Tx,
  { tenant_id, clock }: OperationContext,
  noticeDays: number,
  after: string | null,
): Promise<Candidate[]> {
  const now = clock.now();
  return tx.$queryRaw<Candidate[]>`
    SELECT s.id::text, s.status, s.time_zone, s.current_period_start::text, s.current_period_end::text, s.next_billing_at,
           s.cancel_at_period_end, s.ends_on::text, s.contract_ends_on::text, s.contract_at_end, s.renewal_noticed_on::text AS noticed_on
      FROM subscriptions s
     WHERE s.tenant_id = ${tenant_id}::uuid AND s.status IN ('active', 'past_due') AND NOT s.cancel_at_period_end AND s.ends_on IS NULL
       AND s.next_billing_at > ${now}::timestamptz AND s.next_billing_at <= ${now}::timestamptz + make_interval(days => ${noticeDays + 2}::int)
       AND s.renewal_noticed_on IS DISTINCT FROM s.current_period_end
       AND (s.contract_ends_on IS NULL OR s.contract_ends_on <= s.current_period_end)
       AND (${after}::uuid IS NULL OR s.id > ${after}::uuid)
       AND NOT EXISTS (SELECT 1 FROM billing_holds h JOIN customers c ON c.tenant_id = h.tenant_id AND h.customer_id IN (c.id, c.payer_id)
                        WHERE h.tenant_id = s.tenant_id AND c.id = s.customer_id)
     ORDER BY s.id LIMIT ${AT_ONCE} FOR UPDATE OF s`;
}

/** As the billing run will bill them; one that ends instead, or cannot be billed, is no renewal to promise. */
async function planRenewals(
  tx: Tx,
  { tenant_id, clock }: OperationContext,
  candidates: readonly Candidate[],
  noticeDays: number,
): Promise<Told[]> {
  const renewals = new Map(
    candidates.flatMap(({ id, contract_ends_on, contract_at_end, ...one }) => {
      const contract =
        contract_ends_on === null || contract_at_end === null
          ? null
          : { ends_on: contract_ends_on, at_end: contract_at_end };
      const renewal = renewalToTell({ ...one, contract }, noticeDays, clock.now());
      return renewal === null ? [] : [[id, renewal] as const];
    }),
  );
  const client = sqlClientOf(tx);
  const subscriptions = await loadSubscriptionsToBill(client, tenant_id, [...renewals.keys()]);
  const runs = subscriptions.flatMap((subscription) =>
    subscription.next_billing_at === null ? [] : [{ subscription, at: subscription.next_billing_at }],
  );
  const planned = await planRunsAt(client, tenant_id, runs);
  return [...planned].flatMap(([id, run]) => {
    const renewal = renewals.get(id);
    return renewal === undefined || run.renewal.ended ? [] : [{ ...renewal, ...run }];
  });
}

async function tell(tx: Tx, ctx: OperationContext, renewals: readonly Told[]): Promise<void> {
  if (renewals.length === 0) return;
  const { tenant_id } = ctx;
  await sqlClientOf(tx).query(
    `UPDATE subscriptions SET renewal_noticed_on = current_period_end WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])`,
    [tenant_id, renewals.map(({ subscription }) => subscription.id)],
  );
  const changes = renewals.map(({ subscription, renews_on, billed_on, invoice }) => ({
    type: 'subscription.renewing' as const,
    object_type: 'subscription',
    object_id: subscription.id,
    after: {
      ...{ id: subscription.id, customer_id: subscription.customer.id, renews_on, billed_on },
      currency: subscription.plan.currency,
      total: invoice === null ? 0 : wireAmount(invoice.total, subscription.plan.currency),
    },
  }));
  await recordChanges(tx, ctx, changes);
  const settings = await loadMailSettings(tx, tenant_id);
  const ids = renewals.map(({ subscription }) => subscription.id);
  const parties = await loadNoticeParties(tx, ctx, settings, ids);
  const names = await loadPlanNames(tx, ctx, renewals.map(versionOf));
  const drafts = await Promise.all(
    renewals.flatMap((one) => {
      const party = parties.get(one.subscription.id);
      return party === undefined ? [] : [toDraft(ctx, one, party, names.get(versionOf(one)) ?? '')];
    }),
  );
  await queueMails(tx, ctx, settings, drafts);
}

/** What it is on from the renewal on. */
function versionOf({ subscription: { plan_version_id, scheduled_change }, renewal }: Told): string {
  return (renewal.plan_changed ? scheduled_change?.to_plan_version_id : null) ?? plan_version_id;
}

async function toDraft(
  ctx: OperationContext,
  told: Told,
  { reader, correspondence }: NoticeParty,
  plan_name: string,
): Promise<MailDraft> {
  const { subscription, renewal, renews_on, billed_on } = told;
  const letter = renewalNoticeLetter({
    ...correspondence,
    ...{
      plan_name,
      on: renews_on,
      billed_on,
      bill: billOf(told, ctx.clock.now()),
      currency: subscription.plan.currency,
    },
    contract_until: renewal.contract?.ends_on ?? null,
    manage_url: null,
  });
  return {
    ...{
      template: 'renewal_notice',
      to_address: reader.email,
      object_type: 'subscription',
      object_id: subscription.id,
    },
    ...{
      idempotency_key: `renewal_notice/${subscription.id}/${renews_on}`,
      mail: await renderMail(letter),
      attachment: null,
    },
  };
}
