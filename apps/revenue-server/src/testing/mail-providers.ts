import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real local server that takes mails and counts them. */
export type MailProvider = {
  /** The settings of a worker that sends through it. */
  settings: Record<string, string>;
  /** How often each mail was taken, by Message-ID. */
  taken: Map<string, number>;
  /** Called when a mail was taken: before the worker is told, and right after. */
  onTaken: (when: 'before' | 'after') => void;
  stop(): Promise<void>;
};

const MAIL_FROM = 'Billing <billing@revenue.example>';

/** Speaks SMTP. It forgets nothing and refuses nothing: a mail that comes twice is taken twice. */
export async function startSmtpProvider(): Promise<MailProvider> {
  const taken = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let mail = '';
      stream.setEncoding('latin1').on('data', (part: string) => {
        mail += part;
      });
      stream.on('end', () => {
        count(taken, /^message-id:\s*(<[^>]+>)/im.exec(mail)?.[1]);
        provider.onTaken('before');
        done();
        provider.onTaken('after');
      });
    },
  });
  // A worker that is killed leaves its connection open-ended: that is what this is for.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const provider: MailProvider = {
    settings: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(port), MAIL_FROM },
    taken,
    onTaken: () => undefined,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;
}

/** Speaks Resend's `POST /emails`, and takes a mail once for each Idempotency-Key. */
export async function startResendProvider(): Promise<MailProvider> {
  const taken = new Map<string, number>();
  const ids = new Map<string, string>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const key = String(request.headers['idempotency-key']);
    const { headers } = JSON.parse(body) as { headers: Record<string, string> };
    if (!ids.has(key)) count(taken, headers['Message-ID']);
    const id = ids.get(key) ?? `mail-${ids.size + 1}`;
    ids.set(key, id);
    provider.onTaken('before');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
    provider.onTaken('after');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const provider: MailProvider = {
    // The official client reads its address from here.
    settings: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: `http://127.0.0.1:${port}`, MAIL_FROM },
    taken,
    onTaken: () => undefined,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

function count(taken: Map<string, number>, messageId: string | undefined): void {
  if (messageId === undefined) throw new Error('a mail came without a Message-ID');
  taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
}
