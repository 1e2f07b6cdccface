import { BillingError } from '@revenue/billing-core/errors';

/** The file as a whole is refused, so it leaves nothing. */
export function unreadableFile(reason: string): BillingError {
  return new BillingError('malformed_body', `The file cannot be read: ${reason}. Nothing was imported.`, {
    errors: [{ path: '', message: reason }],
  });
}
