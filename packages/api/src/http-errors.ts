import {
  BillingError,
  ERROR_CATALOGUE,
  type ErrorCode,
  type ErrorKind,
  isBillingError,
} from '@revenue/billing-core/errors';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { databaseFault } from './database-faults.ts';
import { faultsOf, MAX_FAULTS } from './zod-faults.ts';

/** The one table from kinds of errors to HTTP. */
export const STATUS_OF_KIND: Record<ErrorKind, number> = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  illegal_state: 409,
  rate_limited: 429,
  provider_failure: 502,
  internal: 500,
};

/** Codes for which HTTP has a word of its own, sharper than that of their kind. */
const STATUS_OF_CODE: Partial<Record<ErrorCode, number>> = {
  auth_server_unavailable: 503,
  database_unavailable: 503,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  version_conflict: 412,
};

const TITLES: Record<ErrorKind, string> = {
  invalid_input: 'The request is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Conflicts with what is there',
  illegal_state: 'Not possible in this state',
  rate_limited: 'Too many requests',
  provider_failure: 'An outside service failed',
  internal: 'Something went wrong on our side',
};

/** An RFC 9457 problem document: the body of every error of the REST door, and `data` of every error of tRPC. */
export const Problem = z
  .object({
    type: z.string().describe('Names the kind of problem; the same for every problem with this code.'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe('What happened and what to do about it, for people.'),
    code: z.string().describe('What happened, for programs; does not change.'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).describe('Each fault and where it is.'),
    request_id: z.string().describe('Name this when you ask for help.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export function statusOf(code: ErrorCode): number {
  return STATUS_OF_CODE[code] ?? STATUS_OF_KIND[ERROR_CATALOGUE[code]];
}

/** Turns whatever was thrown into the document that the client sees. What we did not foresee says nothing of itself. */
export function problemOf(thrown: unknown, request_id: string): Problem {
  const error = asBillingError(thrown);
  return {
    type: `urn:revenue:problem:${error.code}`,
    title: TITLES[error.kind],
    status: statusOf(error.code),
    detail: error.message,
    code: error.code,
    errors: error.details.errors ?? [],
    request_id,
  };
}

export function asBillingError(thrown: unknown): BillingError {
  if (isBillingError(thrown)) return thrown;
  if (thrown instanceof z.ZodError) return validationFailed(thrown);
  if (thrown instanceof TRPCError) return fromTrpc(thrown);
  return (
    fromFastify(thrown) ??
    databaseFault(thrown) ??
    new BillingError('internal', 'The request failed; it has been logged.')
  );
}

export function validationFailed(error: z.ZodError): BillingError {
  const { code, faults } = faultsOf(error);
  const first = faults[0];
  const where = first?.path ? `${first.path}: ` : '';
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new BillingError(code, `${where}${first?.message ?? 'not valid'}${more}`, {
    errors: faults.slice(0, MAX_FAULTS),
  });
}

function fromTrpc(error: TRPCError): BillingError {
  if (isBillingError(error.cause)) return error.cause;
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
      if (error.cause instanceof z.ZodError) return validationFailed(error.cause);
      return new BillingError('malformed_body', 'The body is not valid JSON.', {
        errors: [{ path: '', message: 'not valid JSON' }],
      });
    case 'NOT_FOUND':
      return new BillingError('route_not_found', 'There is no such procedure.');
    case 'METHOD_NOT_SUPPORTED':
      return new BillingError('method_not_allowed', 'Queries are read with GET, mutations sent with POST.');
    case 'PAYLOAD_TOO_LARGE':
      return new BillingError('payload_too_large', 'The body is too large; send it in parts.');
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new BillingError('unsupported_media_type', 'Send application/json.');
    default:
      return databaseFault(error.cause) ?? new BillingError('internal', 'The request failed; it has been logged.');
  }
}

/** Faults that Fastify finds before a handler runs. */
function fromFastify(thrown: unknown): BillingError | null {
  if (!(thrown instanceof Error) || !('statusCode' in thrown) || typeof thrown.statusCode !== 'number') return null;
  if (thrown.statusCode === 413) {
    return new BillingError('payload_too_large', 'The body is too large; send it in parts.');
  }
  if (thrown.statusCode === 415) return new BillingError('unsupported_media_type', 'Send application/json.');
  if (thrown.statusCode >= 400 && thrown.statusCode < 500) {
    return new BillingError('malformed_request', 'The request could not be read.');
  }
  return null;
}
