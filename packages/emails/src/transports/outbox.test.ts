import { expect, it } from 'vitest';
import { sampleMessage } from '../../test/sample-mail.ts';
import { createOutboxTransport } from './outbox.ts';

it('sends nothing and says so', async () => {
  const transport = createOutboxTransport();
  expect(await transport.send(sampleMessage(), { idempotencyKey: 'mail:1' })).toEqual({ provider_id: null });
  expect(transport.describe()).toContain('sent to nobody');
});

it('lets no attachment be drawn, since nothing leaves', async () => {
  const load = async () => {
    throw new Error('drawn');
  };
  const message = sampleMessage({ attachments: [{ file_name: 'a.pdf', media_type: 'application/pdf', load }] });
  await expect(createOutboxTransport().send(message, { idempotencyKey: 'mail:1' })).resolves.toBeDefined();
});

it('refuses what a real transport would refuse', async () => {
  const message = sampleMessage({ subject: 'a\r\nBcc: b@example.com' });
  const attempt = createOutboxTransport().send(message, { idempotencyKey: 'mail:1' });
  await expect(attempt).rejects.toMatchObject({ code: 'mail_rejected' });
});
