import { expect, it } from 'vitest';
import { sampleMessage } from '../../test/sample-mail.ts';
import { createOutboxTransport } from './outbox.ts';

it('sends nothing and says so', async () => {
  const transport = createOutboxTransport();
  expect(await transport.send(sampleMessage(), { idempotencyKey: 'mail:1' })).toEqual({ provider_id: null });
  expect(transport.describe()).toContain('sent to nobody');
});

it('refuses what a real transport would refuse', async () => {
  const message = sampleMessage({ subject: 'a\r\nBcc: b@example.com' });
  const attempt = createOutboxTransport().send(message, { idempotencyKey: 'mail:1' });
  await expect(attempt).rejects.toMatchObject({ code: 'mail_rejected' });
});
