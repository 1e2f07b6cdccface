import type { MailSettings } from '@revenue/billing-core/mails';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';

export type MailSettingsRow = Pick<
  Prisma.MailSettingsGetPayload<object>,
  | 'sender_name'
  | 'reply_to'
  | 'footer'
  | 'auto_send'
  | 'send_receipts'
  | 'notify_address'
  | 'days_before'
  | 'days_after'
  | 'remind_since'
  | 'version'
>;

/** Where a tenant has said nothing, no mail goes out by itself. Version 0 is what nobody has saved yet. */
const UNSAID: MailSettingsRow = {
  sender_name: null,
  reply_to: null,
  footer: null,
  auto_send: false,
  send_receipts: false,
  notify_address: null,
  days_before: [],
  days_after: [],
  remind_since: null,
  version: 0,
};

export async function loadMailSettings(tx: Tx, tenant_id: string): Promise<MailSettingsRow> {
  return (await tx.mailSettings.findUnique({ where: { tenant_id } })) ?? UNSAID;
}

export function toMailSettingsView(row: MailSettingsRow, { mail, mail_from }: OperationContext): MailSettings {
  return {
    sender_name: row.sender_name,
    reply_to: row.reply_to,
    footer: row.footer,
    auto_send: row.auto_send,
    send_receipts: row.send_receipts,
    notify_address: row.notify_address,
    days_before: row.days_before,
    days_after: row.days_after,
    remind_since: row.remind_since && fromDbDate(row.remind_since),
    sender_address: mail_from,
    transport: mail.name,
    version: row.version,
  };
}
