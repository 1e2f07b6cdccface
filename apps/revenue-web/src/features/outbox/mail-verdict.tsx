import type { Mail } from '@revenue/billing-core/mails';
import { Callout } from '../../ui/callout.tsx';

/** How a mail that did not simply arrive ended, and what that means. */
export function MailVerdict({ mail: { status, last_error } }: { mail: Mail }) {
  if (last_error === null) return null;
  if (status === 'unknown') {
    return (
      <Callout tone="warning" title="It may have arrived, and the mail server cannot be asked">
        {last_error} It is not sent again by itself, so that nobody is asked twice for one debt. Ask the reader, or look
        into the log of your mail server, and say what you found.
      </Callout>
    );
  }
  if (status === 'canceled') return <Callout title="It was not sent">{last_error}</Callout>;
  return (
    <Callout
      tone="danger"
      title={status === 'failed' ? 'It could not be sent' : 'The last attempt failed; it is tried again'}
    >
      {last_error}
    </Callout>
  );
}
