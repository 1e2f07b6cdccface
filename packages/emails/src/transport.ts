/**
 * A way for a mail to leave. Every transport refuses what can never be delivered with `mail_rejected` (asking again
 * would only be refused again) and everything else with `mail_transport_failed` (ask again later).
 */
export type MailTransport = {
  name: 'outbox' | 'smtp' | 'resend';
  /** For the operator: where mails go. Never holds a secret. */
  describe: () => string;
  /** @throws BillingError mail_rejected, mail_transport_failed */
  send: (message: MailMessage, options: SendOptions) => Promise<SentMail>;
  /** Reaches and signs in to whatever sends, and sends nothing. @throws BillingError mail_transport_failed */
  probe: () => Promise<void>;
};

export type SendOptions = {
  /** The same key for every attempt at the same mail: a transport that knows keys sends it once. */
  idempotencyKey: string;
};

export type SentMail = {
  /** What the provider calls it; null where nobody else has it. */
  provider_id: string | null;
};

export type MailAddress = { name: string | null; address: string };

export type MailMessage = {
  from: MailAddress;
  to: MailAddress;
  reply_to: MailAddress | null;
  subject: string;
  html: string;
  text: string;
  attachments: MailAttachment[];
  /** See `createMessageId`. */
  message_id: string;
};

export type MailAttachment = { file_name: string; media_type: string; content: Uint8Array };
