import type { CreditNote } from '@revenue/billing-core/credit-notes';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../context.ts';
import { draftCreditNoteMail, loadCreditNotes } from '../mails/draft-credit-note-mail.ts';
import { loadMailSettings } from '../mails/load-mail-settings.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { getCreditNote } from './get-credit-note.ts';

/**
 * Mails a credit note with its PDF to the customer; each time it is asked for is another mail. The mail and the job that
 * delivers it are written together.
 *
 * @throws BillingError not_found
 */
export async function sendCreditNote(ctx: OperationContext, { id }: { id: string }): Promise<CreditNote> {
  const { tenant_id } = ctx;
  const note = await getCreditNote(ctx, { id });
  const { found, settings } = await ctx.db.withTenant(tenant_id, async (tx) => ({
    found: await loadCreditNotes(tx, ctx, [id]),
    settings: await loadMailSettings(tx, tenant_id),
  }));
  const [one] = found;
  if (!one) throw new BillingError('not_found', `The customer of ${note.credit_note_number} is gone.`);
  const draft = await draftCreditNoteMail(one, settings, `credit_note/${newId(ctx.clock.now())}`);
  await ctx.db.withTenant(tenant_id, (tx) => queueMails(tx, ctx, settings, [draft]));
  return note;
}
