/**
 * A way for a mail to leave. Every transport refuses what can never be delivered with `mail_rejected` (asking again
 * would only be refused again). `mail_transport_failed` is everything that certainly did not deliver (ask again later), and
 * `mail_outcome_unknown` a conversation that broke off when the mail may have been taken already.
 */
export type MailTransport = {
  name: 'outbox' | 'test_clock' | 'smtp' | 'resend';
  /** For the operator: where mails go. Never holds a secret. */
  describe: () => string;
  /** For so long a repetition under the same key is the same mail; 0 where there are no keys. In milliseconds. */
  repeats_safely_ms: number;
  /** @throws BillingError mail_rejected, mail_transport_failed, mail_outcome_unknown, and what `beforeHandOver` throws */
  send: (message: MailMessage, options: SendOptions) => Promise<SentMail>;
  /** Reaches and signs in to whatever sends, and sends nothing. @throws BillingError mail_transport_failed */
  probe: () => Promise<void>;
};

export type SendOptions = {
  /** The same key for every attempt at the same mail: a transport that knows keys sends it once. */
  idempotencyKey: string;
  /**
   * Waited for right before the mail may be taken. Whatever ends before it has certainly not delivered. When it throws,
   * the mail is called off.
   */
  beforeHandOver?: () => Promise<void>;
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

export type MailAttachment = {
  file_name: string;
  media_type: string;
  /** Draws it, or takes it from where it is kept. Called by a transport that sends it, before the mail is handed over. */
  load: () => Promise<Uint8Array>;
};

/** What is attached, ready to leave. */
export type LoadedAttachment = Omit<MailAttachment, 'load'> & { content: Uint8Array };

export function loadAttachments({ attachments }: Pick<MailMessage, 'attachments'>): Promise<LoadedAttachment[]> {
  return Promise.all(attachments.map(async ({ load, ...attachment }) => ({ ...attachment, content: await load() })));
}
