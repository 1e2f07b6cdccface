import { checkMessage } from '../check-message.ts';
import type { MailTransport } from '../transport.ts';

/**
 * The honest default where no mail service is set up: nothing leaves. The row in the mails table is the mail, and the
 * outbox page shows it; there is nothing for this transport to keep.
 */
export function createOutboxTransport(): MailTransport {
  return {
    name: 'outbox',
    describe: () => 'Outbox: mails are kept here to be read, and sent to nobody.',
    // Nothing leaves, so nothing can arrive twice.
    repeats_safely_ms: Number.POSITIVE_INFINITY,
    send: async (message, { beforeHandOver }) => {
      checkMessage(message);
      await beforeHandOver?.();
      return { provider_id: null };
    },
    probe: async () => undefined,
  };
}
