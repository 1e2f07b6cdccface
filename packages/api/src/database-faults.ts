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

/** What pg says without a code: that every connection stays busy for longer than a request may wait, or that one is gone. */
const SAID_WITHOUT_CODE = new Set<unknown>([
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);

interface Fault {
  message?: unknown;
  code?: unknown;
  originalCode?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown } | undefined;
}

const isFault = (thrown: unknown): thrown is Fault => typeof thrown === 'object' && thrown !== null;

/** Prisma says of a raw statement that it failed (P2010), and why only in what the driver told it. */
const reasonOf = ({ cause, meta }: Fault): unknown => meta?.driverAdapterError ?? cause;

/** Faults of the database that are no fault of the code, in words that tell the client whether to try again. */
export function databaseFault(thrown: unknown): BillingError | null {
  for (let error = thrown, depth = 0; isFault(error) && depth < 6; error = reasonOf(error), depth += 1) {
    const codes = [error.code, error.originalCode].map(String);
    if (codes.some((code) => UNREACHABLE.has(code)) || SAID_WITHOUT_CODE.has(error.message)) {
      return new BillingError('database_unavailable', 'The database cannot be reached just now; try again shortly.', {
        retry_after_seconds: 5,
      });
    }
    if (codes.some((code) => CONFLICTS.has(code))) {
      return new BillingError('conflict', 'Others were changing the same records at the same time; try again.');
    }
  }
  return null;
}
