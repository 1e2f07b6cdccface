import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { SAMPLE_PDF, sampleMessage } from '../../test/sample-mail.ts';
import { createSmtpTransport, type SmtpOptions } from './smtp.ts';

let server: SMTPServer | null = null;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

/** A real mail server on a free port; answers what it received, and how to reach it. */
async function startServer(options: SMTPServerOptions = {}): Promise<{ received: ParsedMail[]; reach: SmtpOptions }> {
  const received: ParsedMail[] = [];
  const started = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        done();
      }, done);
    },
    ...options,
  });
  server = started;
  started.on('error', () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listener = started.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return { received, reach: { host: '127.0.0.1', port } };
}

const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });
const addressOf = (field: AddressObject | AddressObject[] | undefined) => [field].flat()[0]?.value;
const options = { idempotencyKey: 'mail:1' };

it('carries names, subject, both bodies and the attachment unharmed', async () => {
  const { received, reach } = await startServer();
  const message = sampleMessage();
  const sent = await createSmtpTransport(reach).send(message, options);
  const [mail] = received;
  expect(addressOf(mail?.from)).toEqual([{ name: 'Northwind, Inc. "Billing"', address: 'billing@northwind.example' }]);
  expect(addressOf(mail?.to)).toEqual([{ name: 'Ευφροσύνη Παπαδημητρίου', address: 'ap@contoso.example' }]);
  expect(addressOf(mail?.replyTo)?.[0]?.address).toBe('help@northwind.example');
  expect(mail?.subject).toBe(message.subject);
  expect(mail?.html).toContain('<p>Ζητώ</p>');
  expect(mail?.text?.trim()).toBe('Ζητώ');
  expect(mail?.attachments[0]?.filename).toBe('INV-2026-001 ź.pdf');
  expect(new Uint8Array(mail?.attachments[0]?.content ?? [])).toEqual(SAMPLE_PDF);
  expect(sent.provider_id).toBe(message.message_id);
});

it('gives every attempt at a mail the same Message-ID', async () => {
  const { received, reach } = await startServer();
  const transport = createSmtpTransport(reach);
  await transport.send(sampleMessage(), options);
  await transport.send(sampleMessage(), options);
  expect(received.map((mail) => mail.messageId)).toEqual(Array(2).fill(sampleMessage().message_id));
});

it('signs in where a user is given', async () => {
  const { received, reach } = await startServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'revenue' && password === 'right'
        ? done(null, { user: username })
        : done(new Error('wrong password')),
  });
  await createSmtpTransport({ ...reach, user: 'revenue', password: 'right' }).send(sampleMessage(), options);
  expect(received).toHaveLength(1);
  // Wrong settings are not the fault of the mail: it waits until they are put right.
  const wrong = createSmtpTransport({ ...reach, user: 'revenue', password: 'wrong' });
  await expect(wrong.send(sampleMessage(), options)).rejects.toMatchObject({ code: 'mail_transport_failed' });
});

it('can be tried without sending anything', async () => {
  const { received, reach } = await startServer();
  await createSmtpTransport(reach).probe();
  expect(received).toEqual([]);
  const closed = createSmtpTransport({ host: '127.0.0.1', port: 1 }).probe();
  await expect(closed).rejects.toMatchObject({ code: 'mail_transport_failed' });
});

it('is told for good that a recipient does not exist', async () => {
  const { reach } = await startServer({ onRcptTo: (_address, _session, done) => done(refusal(550, 'no such user')) });
  await expect(createSmtpTransport(reach).send(sampleMessage(), options)).rejects.toMatchObject({
    code: 'mail_rejected',
    message: expect.stringContaining('no such user'),
  });
});

it('is told for good that the content is refused', async () => {
  const { reach } = await startServer({
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => done(refusal(554, 'looks like spam')));
    },
  });
  await expect(createSmtpTransport(reach).send(sampleMessage(), options)).rejects.toMatchObject({
    code: 'mail_rejected',
  });
});

it('may try again after a full mailbox, a closed port or a silent server', async () => {
  const { reach } = await startServer({ onRcptTo: (_address, _session, done) => done(refusal(452, 'mailbox full')) });
  const again = { code: 'mail_transport_failed', kind: 'provider_failure' };
  await expect(createSmtpTransport(reach).send(sampleMessage(), options)).rejects.toMatchObject(again);
  await expect(
    createSmtpTransport({ host: '127.0.0.1', port: 1 }).send(sampleMessage(), options),
  ).rejects.toMatchObject(again);
});

describe('the moment of handing over', () => {
  it('comes after everything that can fail without a mail, and before the server has it', async () => {
    const { received, reach } = await startServer();
    const seen: number[] = [];
    const beforeHandOver = async () => {
      // The server has all of it but the end.
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen.push(received.length);
    };
    await createSmtpTransport(reach).send(sampleMessage(), { ...options, beforeHandOver });
    expect(seen).toEqual([0]);
    expect(received).toHaveLength(1);
  });

  it('can still call the mail off', async () => {
    const { received, reach } = await startServer();
    const calledOff = new Error('another worker has it');
    const beforeHandOver = () => Promise.reject(calledOff);
    await expect(createSmtpTransport(reach).send(sampleMessage(), { ...options, beforeHandOver })).rejects.toBe(
      calledOff,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(received).toEqual([]);
  });

  it('does not come where the recipient is refused', async () => {
    const { reach } = await startServer({ onRcptTo: (_address, _session, done) => done(refusal(550, 'no such user')) });
    let came = false;
    const beforeHandOver = async () => {
      came = true;
    };
    await expect(createSmtpTransport(reach).send(sampleMessage(), { ...options, beforeHandOver })).rejects.toThrow();
    expect(came).toBe(false);
  });

  it('leaves the outcome unknown when the connection breaks after it', async () => {
    const { reach } = await startServer({
      onData: (stream, session) => {
        stream.resume().on('end', () => {
          for (const connection of server?.connections ?? []) if (connection.session === session) connection.close();
        });
      },
    });
    const attempt = createSmtpTransport({ ...reach, timeout_ms: 1000 }).send(sampleMessage(), options);
    await expect(attempt).rejects.toMatchObject({ code: 'mail_outcome_unknown' });
  });

  it('leaves it unknown when the server never answers', async () => {
    const { reach } = await startServer({ onData: (stream) => void stream.resume() });
    const attempt = createSmtpTransport({ ...reach, timeout_ms: 300 }).send(sampleMessage(), options);
    await expect(attempt).rejects.toMatchObject({ code: 'mail_outcome_unknown' });
  });

  it('is over with an answer, whatever it is: a 4xx did not take the mail', async () => {
    const { reach } = await startServer({
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done(refusal(451, 'try later')));
      },
    });
    const attempt = createSmtpTransport(reach).send(sampleMessage(), options);
    await expect(attempt).rejects.toMatchObject({ code: 'mail_transport_failed' });
  });
});

it('gives up on a server that says nothing', async () => {
  const { reach } = await startServer({ onConnect: () => undefined });
  const transport = createSmtpTransport({ ...reach, timeout_ms: 200 });
  await expect(transport.send(sampleMessage(), options)).rejects.toMatchObject({ code: 'mail_transport_failed' });
});

it('does not go on in the clear where TLS is demanded', async () => {
  const { received, reach } = await startServer();
  const transport = createSmtpTransport({ ...reach, tls: 'starttls' });
  await expect(transport.send(sampleMessage(), options)).rejects.toMatchObject({ code: 'mail_transport_failed' });
  expect(received).toEqual([]);
});

it('says where mails go without the password', () => {
  const transport = createSmtpTransport({ host: 'mail.example', port: 587, user: 'u', password: 'secret' });
  expect(transport.describe()).toBe('SMTP: mails are sent through mail.example:587.');
});
