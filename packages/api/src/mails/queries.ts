import { BillingError } from '@revenue/billing-core/errors';
import type { MailStatus } from '@revenue/billing-core/mails';
import type { Tx } from '@revenue/db/database';
import { lockRow } from '../lock-row.ts';
import type { MailRow } from './claim-mail.ts';

/** The mail, and nobody else may change it until this transaction ends. @throws BillingError not_found */
export async function lockMail(tx: Tx, tenant_id: string, id: string): Promise<MailRow> {
  await lockRow(tx, 'mails', tenant_id, id);
  const row = await tx.mail.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
  if (row) return row as MailRow;
  throw new BillingError('not_found', `There is no mail ${id}.`);
}

/** @throws BillingError illegal_transition, which says what the mail is and what it would have to be */
export function requireStatus({ status }: MailRow, allowed: readonly MailStatus[], act: string): void {
  if (allowed.includes(status)) return;
  throw new BillingError(
    'illegal_transition',
    `The mail is ${status}; only one that is ${allowed.join(' or ')} ${act}.`,
  );
}
