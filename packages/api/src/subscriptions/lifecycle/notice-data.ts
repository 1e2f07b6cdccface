import type { Tx } from '@revenue/db/database';
import type { NoticedBill } from '@revenue/emails/letters/subscription-notices';
import type { Correspondence } from '@revenue/emails/mail-data';
import type { OperationContext } from '../../context.ts';
import { readerOf } from '../../documents/document-reader.ts';
import { sellerInclude } from '../../invoices/parties.ts';
import { sellerOf } from '../../invoices/to-invoice-document.ts';
import type { MailSettingsRow } from '../../mails/load-mail-settings.ts';
import { isUsageOpen, type PlannedRun } from '../plan-runs-at.ts';

/** Who reads a notice about a subscription, and what it says besides its matter. */
export interface NoticeParty {
  reader: { id: string; email: string };
  correspondence: Correspondence;
}

/** Who pays for each of these subscriptions, in three statements for all of them. */
export async function loadNoticeParties(
  tx: Tx,
  { tenant_id }: OperationContext,
  settings: MailSettingsRow,
  subscriptionIds: readonly string[],
): Promise<Map<string, NoticeParty>> {
  const seller = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, include: sellerInclude });
  const rows = await tx.subscription.findMany({
    where: { tenant_id, id: { in: [...subscriptionIds] } },
    select: { id: true, customer: { include: { payer: true } } },
  });
  return new Map(
    rows.map(({ id, customer }) => {
      const reader = customer.payer ?? customer;
      const { language, locale } = readerOf(reader);
      const own = { language, locale, seller: sellerOf(seller, language) };
      const correspondence = { ...own, buyer_name: reader.name, footer_note: settings.footer };
      return [id, { reader, correspondence }];
    }),
  );
}

/** What plans are called, by version. */
export async function loadPlanNames(
  tx: Tx,
  { tenant_id }: OperationContext,
  versionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.planVersion.findMany({
    where: { tenant_id, id: { in: [...versionIds] } },
    select: { id: true, plan: { select: { name: true } } },
  });
  return new Map(rows.map(({ id, plan }) => [id, plan.name]));
}

/** What a run bills, as a notice says it: what the upcoming invoice comes to. */
export function billOf({ invoice, subscription }: PlannedRun, now: Date): NoticedBill | null {
  return invoice && { amount: invoice.total, usage_so_far: isUsageOpen(invoice, subscription, now) };
}
