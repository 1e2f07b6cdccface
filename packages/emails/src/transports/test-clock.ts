import type { MailTransport } from '../transport.ts';
import { createOutboxTransport } from './outbox.ts';

/**
 * For companies whose test clock was advanced: a mail of a day that has not come is for nobody. It is kept as the outbox
 * keeps it, whatever else this server sends mails with, and says why.
 */
export function createTestClockTransport(): MailTransport {
  return {
    ...createOutboxTransport(),
    name: 'test_clock',
    describe: () => 'Test clock: mails of a time that is not real are kept here to be read, and sent to nobody.',
  };
}
