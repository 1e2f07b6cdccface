import { languageOf } from '@revenue/billing-core/languages';
import { addDays, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import { trialEndingLetter } from '@revenue/emails/letters/subscription-notices';
import { renderMail } from '@revenue/emails/render-mail';
import { recordChanges } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { readerOf } from '../../documents/document-reader.ts';
import { sellerInclude } from '../../invoices/parties.ts';
import { sellerOf } from '../../invoices/to-invoice-document.ts';
import { loadMailSettings } from '../../mails/load-mail-settings.ts';
import { type MailDraft, queueMails } from '../../mails/queue-mails.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { loadRules } from './load-rules.ts';

/** Told in one transaction. */
const AT_ONCE = 100;

const trialInclude = {
  customer: { include: { payer: true } },
  plan_version: { include: { plan: true } },
} satisfies Prisma.SubscriptionInclude;

type TrialRow = Prisma.SubscriptionGetPayload<{ include: typeof trialInclude }>;

/**
 * Tells who pays, some days before, that a trial ends: by the event `trial.ending` and a mail, each once. One that is
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
    include: trialInclude,
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
  const seller = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, include: sellerInclude });
  const drafts = await Promise.all(
    rows.map(async (row): Promise<MailDraft> => {
      const reader = row.customer.payer ?? row.customer;
      const on = row.trial_end ? fromDbDate(row.trial_end) : '';
      const letter = trialEndingLetter({
        ...readerOf(reader),
        ...{
          seller: sellerOf(seller, languageOf(reader.locale)),
          buyer_name: reader.name,
          footer_note: settings.footer,
        },
        ...{
          plan_name: row.plan_version.plan.name,
          on,
          amount: null,
          currency: row.plan_version.currency,
          manage_url: null,
        },
      });
      return {
        ...{ template: 'trial_ending', to_address: reader.email, object_type: 'subscription', object_id: row.id },
        ...{ idempotency_key: `trial_ending/${row.id}/${on}`, mail: await renderMail(letter), attachment: null },
      };
    }),
  );
  await queueMails(tx, ctx, settings, drafts);
}
