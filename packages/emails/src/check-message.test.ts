import { expect, it } from 'vitest';
import { sampleMessage } from '../test/sample-mail.ts';
import { checkMessage } from './check-message.ts';
import type { MailMessage } from './transport.ts';

const attachment = { file_name: 'a.pdf', media_type: 'application/pdf', load: async () => new Uint8Array() };
const injection = 'a\r\nBcc: all@example.com';

it.each<[string, Partial<MailMessage>]>([
  ['subject', { subject: injection }],
  ['to.name', { to: { name: injection, address: 'a@example.com' } }],
  ['to.address', { to: { name: null, address: `a@example.com\r\nBcc: b@example.com` } }],
  ['to.address', { to: { name: null, address: 'a@example.com, b@example.com' } }],
  ['to.address', { to: { name: null, address: 'nobody' } }],
  ['from.name', { from: { name: 'a\u2028b', address: 'a@example.com' } }],
  ['reply_to.address', { reply_to: { name: null, address: '<a@example.com>' } }],
  ['attachments[0].file_name', { attachments: [{ ...attachment, file_name: injection }] }],
  ['attachments[0].media_type', { attachments: [{ ...attachment, media_type: injection }] }],
  ['message_id', { message_id: `<a@b>\r\nBcc: c@example.com` }],
])('refuses an injected %s', (path, change) => {
  expect(() => checkMessage(sampleMessage(change))).toThrow(
    expect.objectContaining({ code: 'mail_rejected', details: { errors: [expect.objectContaining({ path })] } }),
  );
});

it('accepts names and subjects in any script', () => {
  expect(() => checkMessage(sampleMessage())).not.toThrow();
});
