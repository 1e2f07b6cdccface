import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ResendServer, startResendServer } from '../../test/resend-server.ts';
import { sampleMessage } from '../../test/sample-mail.ts';
import type { MailTransport } from '../transport.ts';
import { createResendTransport } from './resend.ts';

let server: ResendServer;
let transport: MailTransport;

beforeAll(async () => {
  server = await startResendServer();
  transport = createResendTransport({ api_key: 're_test', base_url: server.url });
});
afterAll(() => server.close());

it('hands over the whole mail under its idempotency key', async () => {
  const message = sampleMessage();
  const sent = await transport.send(message, { idempotencyKey: 'mail:1' });
  expect(sent.provider_id).toBe('id-1');
  expect(server.sent[0]).toMatchObject({
    key: 'mail:1',
    authorization: 'Bearer re_test',
    body: {
      from: '"Northwind, Inc. \\"Billing\\"" <billing@northwind.example>',
      to: '"Ευφροσύνη Παπαδημητρίου" <ap@contoso.example>',
      reply_to: 'help@northwind.example',
      subject: message.subject,
      html: message.html,
      text: message.text,
      headers: { 'Message-ID': message.message_id },
      attachments: [{ filename: 'INV-2026-001 ź.pdf', content_type: 'application/pdf', content: 'JVBERgD/' }],
    },
  });
});

it('sends a mail once however often it is tried', async () => {
  const count = server.sent.length;
  const attempts = [1, 2, 3].map(() => transport.send(sampleMessage(), { idempotencyKey: 'mail:2' }));
  const ids = (await Promise.all(attempts)).map((sent) => sent.provider_id);
  expect(new Set(ids).size).toBe(1);
  expect(server.sent.length).toBe(count + 1);
});

it('makes a key of any length and script fit into a header', async () => {
  await transport.send(sampleMessage(), { idempotencyKey: `ключ\r\n${'x'.repeat(300)}` });
  expect(server.sent.at(-1)?.key).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  [422, '{"statusCode":422,"name":"validation_error","message":"bad to"}', 'mail_rejected'],
  [400, '{"statusCode":400,"name":"invalid_attachment","message":"too big"}', 'mail_rejected'],
  [401, '{"statusCode":401,"name":"restricted_api_key","message":"no"}', 'mail_transport_failed'],
  [403, '{"statusCode":403,"name":"validation_error","message":"domain is not verified"}', 'mail_transport_failed'],
  [409, '{"statusCode":409,"name":"concurrent_idempotent_requests","message":"wait"}', 'mail_transport_failed'],
  [429, '{"statusCode":429,"name":"rate_limit_exceeded","message":"slow down"}', 'mail_transport_failed'],
  [500, '{"statusCode":500,"name":"internal_server_error","message":"oops"}', 'mail_outcome_unknown'],
  [502, '<html>bad gateway</html>', 'mail_outcome_unknown'],
])('takes an answer of %i %s as %s', async (status, body, code) => {
  server.failNext({ status, body });
  await expect(transport.send(sampleMessage(), { idempotencyKey: `mail:${status}` })).rejects.toMatchObject({ code });
});

it('may try again when the connection is lost', async () => {
  server.failNext(null);
  const attempt = transport.send(sampleMessage(), { idempotencyKey: 'mail:3' });
  await expect(attempt).rejects.toMatchObject({ code: 'mail_outcome_unknown' });
});

it('does not contradict a mail that was already sent under the same key', async () => {
  await transport.send(sampleMessage(), { idempotencyKey: 'mail:4' });
  const other = transport.send(sampleMessage({ subject: 'another amount' }), { idempotencyKey: 'mail:4' });
  await expect(other).rejects.toMatchObject({ code: 'mail_rejected' });
});

it('can be tried without sending anything: a key that may only send is a good key', async () => {
  const count = server.sent.length;
  server.failNext({ status: 401, body: '{"statusCode":401,"name":"restricted_api_key","message":"may only send"}' });
  await transport.probe();
  server.failNext({ status: 403, body: '{"statusCode":403,"name":"invalid_api_key","message":"API key is invalid"}' });
  await expect(transport.probe()).rejects.toMatchObject({ code: 'mail_transport_failed' });
  expect(server.sent.length).toBe(count);
});
