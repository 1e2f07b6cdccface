import { createHash } from 'node:crypto';
import { BillingError } from '@revenue/billing-core/errors';
import { type CreateEmailOptions, Resend } from 'resend';
import { checkMessage } from '../check-message.ts';
import {
  type LoadedAttachment,
  loadAttachments,
  type MailAddress,
  type MailMessage,
  type MailTransport,
} from '../transport.ts';

export type ResendOptions = {
  api_key: string;
  /** Another address that speaks the same protocol: a proxy, or a local stand-in in tests. */
  base_url?: string;
  timeout_ms?: number;
};

/** Resend remembers a key for 24 hours: within them any number of attempts is one mail. An hour is left to slow clocks. */
const REPEATS_SAFELY_MS = 23 * 3_600_000;

export function createResendTransport({ api_key, base_url, timeout_ms = 20_000 }: ResendOptions): MailTransport {
  const resend = new Resend(api_key, base_url === undefined ? {} : { baseUrl: base_url });
  return {
    name: 'resend',
    describe: () => `Resend: mails are sent through ${base_url ?? 'api.resend.com'}.`,
    repeats_safely_ms: REPEATS_SAFELY_MS,
    send: async (message, { idempotencyKey, beforeHandOver }) => {
      checkMessage(message);
      const attachments = await loadAttachments(message);
      await beforeHandOver?.();
      const { data, error } = await resend.emails.send(toResend(message, attachments), {
        idempotencyKey: toResendKey(idempotencyKey),
        signal: AbortSignal.timeout(timeout_ms),
      });
      if (error) throw toBillingError(error, message);
      return { provider_id: data.id };
    },
    probe: async () => {
      const { error } = await resend.domains.list();
      // A key that may only send is a good key, and may not list domains.
      if (error && error.name !== 'restricted_api_key') throw unusable(error);
    },
  };
}

/** At most 256 characters of a header are a key. */
function toResendKey(idempotencyKey: string): string {
  return /^[\x21-\x7e]{1,256}$/.test(idempotencyKey)
    ? idempotencyKey
    : createHash('sha256').update(idempotencyKey).digest('hex');
}

function toResend(message: MailMessage, attachments: readonly LoadedAttachment[]): CreateEmailOptions {
  return {
    from: toHeader(message.from),
    to: toHeader(message.to),
    ...(message.reply_to ? { replyTo: toHeader(message.reply_to) } : {}),
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: { 'Message-ID': message.message_id, 'Auto-Submitted': 'auto-generated' },
    attachments: attachments.map((attachment) => ({
      filename: attachment.file_name,
      contentType: attachment.media_type,
      content: Buffer.from(attachment.content).toString('base64'),
    })),
  };
}

/** Quoted, so that a comma in "Acme, Inc." does not begin a second address. */
function toHeader({ name, address }: MailAddress): string {
  return name === null || name === '' ? address : `"${name.replace(/[\\"]/g, '\\$&')}" <${address}>`;
}

type ResendError = { name?: string; message?: string; statusCode?: number | null };

/** What Resend says of the mail itself stays so; of the key, the quota, the account or itself, it may change. */
function toBillingError(error: ResendError, message: MailMessage): BillingError {
  const said = error.message ?? 'no reason was given';
  const isAboutTheMail = error.statusCode === 400 || error.statusCode === 422;
  // Another content was already sent under this key: the reader has a mail, a second would contradict it.
  if (isAboutTheMail || error.name === 'invalid_idempotent_request') {
    return new BillingError('mail_rejected', `Resend refused the mail to ${message.to.address}: ${said}`, {
      response_code: error.statusCode ?? null,
    });
  }
  return error.statusCode && error.statusCode < 500 ? unusable(error) : outcomeUnknown(error);
}

/** No answer, or none that decides: the mail may have been taken. A repetition under the same key finds out. */
function outcomeUnknown({ message = 'no reason was given' }: ResendError): BillingError {
  return new BillingError('mail_outcome_unknown', `Resend did not say whether it took the mail: ${message}`);
}

function unusable({ message = 'no reason was given' }: ResendError): BillingError {
  return new BillingError('mail_transport_failed', `Resend could not be used: ${message}`);
}
