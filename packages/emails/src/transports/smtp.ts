import { Transform } from 'node:stream';
import { BillingError } from '@revenue/billing-core/errors';
import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer';
import { checkMessage } from '../check-message.ts';
import {
  type LoadedAttachment,
  loadAttachments,
  type MailAddress,
  type MailMessage,
  type MailTransport,
} from '../transport.ts';

export type SmtpOptions = {
  host: string;
  port: number;
  user?: string;
  password?: string;
  /**
   * `implicit`: TLS from the first byte. `starttls`: refuse to go on without it. `none`: never. By default port 465 is
   * implicit, a password for a host that is not this machine demands STARTTLS, and otherwise it is used where offered.
   */
  tls?: 'implicit' | 'starttls' | 'none';
  /** For each stage of the conversation. */
  timeout_ms?: number;
};

export function createSmtpTransport(options: SmtpOptions): MailTransport {
  const { host, port } = options;
  return {
    name: 'smtp',
    describe: () => `SMTP: mails are sent through ${host}:${port}.`,
    // A mail server cannot be asked whether it took a mail.
    repeats_safely_ms: 0,
    send: async (message, { idempotencyKey, beforeHandOver }) => {
      checkMessage(message);
      const attachments = await loadAttachments(message);
      const gate = createGate(beforeHandOver);
      const transporter = open(options);
      transporter.use('stream', (mail, done) => {
        mail.message.transform(gate.stream);
        done();
      });
      try {
        const sent = await transporter.sendMail(toSmtp(message, attachments, idempotencyKey));
        return { provider_id: sent.messageId };
      } catch (error) {
        throw gate.refusal() ?? toBillingError(error, message, gate.isPassed());
      } finally {
        transporter.close();
      }
    },
    probe: async () => {
      const transporter = open(options);
      try {
        await transporter.verify();
      } catch (error) {
        throw unusable(error);
      } finally {
        transporter.close();
      }
    },
  };
}

function open(options: SmtpOptions) {
  const { host, port, timeout_ms = 20_000 } = options;
  return createTransport({
    host,
    port,
    ...tlsSettings(options),
    ...(options.user === undefined ? {} : { auth: { user: options.user, pass: options.password ?? '' } }),
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
    // Content comes from us alone: a message must not make this process read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * Lets the whole mail through and holds back its end: a server takes a mail when it has seen the dot after the last line,
 * and not before. What is thrown here takes the dot away, and the server forgets the mail.
 */
function createGate(beforeHandOver: (() => Promise<void>) | undefined) {
  let passed = false;
  let refused: unknown = null;
  const stream = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => {
      Promise.resolve(beforeHandOver?.()).then(
        () => {
          passed = true;
          done();
        },
        (error: Error) => {
          refused = error;
          done(error);
        },
      );
    },
  });
  return { stream, isPassed: () => passed, refusal: () => refused };
}

function tlsSettings({ host, port, password, tls }: SmtpOptions) {
  if (tls === 'none') return { secure: false, ignoreTLS: true };
  if (tls === 'implicit' || (tls === undefined && port === 465)) return { secure: true };
  const isThisMachine = ['localhost', '127.0.0.1', '::1'].includes(host);
  return { secure: false, requireTLS: tls === 'starttls' || (password !== undefined && !isThisMachine) };
}

function toSmtp(message: MailMessage, attachments: readonly LoadedAttachment[], idempotencyKey: string): Mail.Options {
  return {
    from: toNodemailerAddress(message.from),
    to: toNodemailerAddress(message.to),
    ...(message.reply_to ? { replyTo: toNodemailerAddress(message.reply_to) } : {}),
    subject: message.subject,
    html: message.html,
    text: message.text,
    messageId: message.message_id,
    // Nobody should answer an invoice with "I am on holiday".
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Entity-Ref-ID': encodeURIComponent(idempotencyKey).slice(0, 200),
    },
    attachments: attachments.map((attachment) => ({
      filename: attachment.file_name,
      contentType: attachment.media_type,
      content: Buffer.from(attachment.content),
    })),
  };
}

function toNodemailerAddress({ name, address }: MailAddress): Mail.Address {
  return { name: name ?? '', address };
}

/**
 * A 5xx to the sender, the recipient or the content will be a 5xx again. A refused password, a 4xx or a connection that is
 * lost before the mail was whole is about the server and may pass.
 */
function toBillingError(error: unknown, message: MailMessage, handedOver: boolean): BillingError {
  const { code, responseCode, response } = readSmtpError(error);
  const said = response ?? (error instanceof Error ? error.message : String(error));
  const isAboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (isAboutTheMail && (responseCode === null || responseCode >= 500)) {
    return new BillingError(
      'mail_rejected',
      `The mail server refused the mail to ${message.to.address}: ${said}`,
      { response_code: responseCode },
      { cause: error },
    );
  }
  return handedOver && responseCode === null ? outcomeUnknown(error) : unusable(error);
}

/** The end of the mail went out and no answer came back: it may have been taken. */
function outcomeUnknown(error: unknown): BillingError {
  const said = error instanceof Error ? error.message : String(error);
  return new BillingError(
    'mail_outcome_unknown',
    `The mail server broke off before it said whether it took the mail: ${said}`,
    {},
    { cause: error },
  );
}

function unusable(error: unknown): BillingError {
  const { response } = readSmtpError(error);
  const said = response ?? (error instanceof Error ? error.message : String(error));
  return new BillingError('mail_transport_failed', `The mail server could not be used: ${said}`, {}, { cause: error });
}

function readSmtpError(error: unknown): { code: string | null; responseCode: number | null; response: string | null } {
  const fields: object = typeof error === 'object' && error !== null ? error : {};
  return {
    code: 'code' in fields && typeof fields.code === 'string' ? fields.code : null,
    responseCode: 'responseCode' in fields && typeof fields.responseCode === 'number' ? fields.responseCode : null,
    response: 'response' in fields && typeof fields.response === 'string' ? fields.response : null,
  };
}
