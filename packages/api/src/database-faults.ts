import { BillingError } from '@revenue/billing-core/errors';

/** Connections refused, reset, timed out or ended by the server; from Node, PostgreSQL and Prisma alike. */
const UNREACHABLE = new Set(
  (
    'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT 08000 08001 08003 08004 08006 53300 57P01 57P02 57P03 ' +
    'P1001 P1002 P1008 P1017 P2024'
  ).split(' '),
);
/** Two changes of the same rows, of which PostgreSQL ended this one again and again. */
const CONFLICTS = new Set(['40001', '40P01', 'P2034']);

/** pg says so, without a code, when every connection stays busy for longer than a request may wait. */
const NO_CONNECTION_FREE = 'timeout exceeded when trying to connect';

/** Faults of the database that are no fault of the code, in words that tell the client whether to try again. */
export function databaseFault(thrown: unknown): BillingError | null {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 6; error = error.cause, depth += 1) {
    const code = 'code' in error ? String(error.code) : '';
    if (UNREACHABLE.has(code) || error.message === NO_CONNECTION_FREE) {
      return new BillingError('database_unavailable', 'The database cannot be reached just now; try again shortly.', {
        retry_after_seconds: 5,
      });
    }
    if (CONFLICTS.has(code)) {
      return new BillingError('conflict', 'Others were changing the same records at the same time; try again.');
    }
  }
  return null;
}
