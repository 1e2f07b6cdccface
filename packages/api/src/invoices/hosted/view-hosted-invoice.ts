import type { HostedInvoice } from '@revenue/billing-core/invoices';
import type { Language } from '@revenue/billing-core/languages';
import { localDateAt } from '@revenue/billing-core/time';
import { documentReader } from '../../documents/document-reader.ts';
import { loadParties, type PartySnapshot } from '../parties.ts';
import { loadInvoice } from '../queries.ts';
import { toInvoiceDocument } from '../to-invoice-document.ts';
import type { OpenedLink } from './open-link.ts';
import { recordVisit } from './record-visit.ts';
import { toHostedView } from './to-hosted-view.ts';

/** The invoice behind a public link, and a note that it was seen, unless somebody of the sender looks at it. */
export async function viewHostedInvoice(
  { ctx, invoice_id }: OpenedLink,
  { is_preview, language }: { is_preview: boolean; language?: Language | undefined },
): Promise<HostedInvoice> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, tenant_id, invoice_id);
    const parties = await loadParties(tx, tenant_id, invoice.customer_id);
    const reader = documentReader(invoice.customer_snapshot as PartySnapshot | null, parties.customer, language);
    const document = toInvoiceDocument(invoice, parties, null, reader);
    if (!is_preview) await recordVisit(tx, ctx, invoice);
    const today = localDateAt(ctx.clock.now(), parties.customer.time_zone);
    return toHostedView(document, { is_preview, today });
  });
}
