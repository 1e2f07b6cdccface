import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyRequest } from 'fastify';
import type { ProcedureRoute } from './procedure-routes.ts';
import { readQuery } from './read-query.ts';
import { expectedVersion } from './version-tag.ts';

/** One input from path, query or body, and If-Match: the same that tRPC would have been sent. */
export function readInput(route: ProcedureRoute, request: FastifyRequest): object {
  const params = request.params as Record<string, string>;
  const rest =
    route.method === 'GET' || route.method === 'DELETE' ? readQueryOf(route, request) : readBodyOf(route, request);
  return { ...rest, ...params, ...ifMatch(route, request) };
}

function readQueryOf(route: ProcedureRoute, request: FastifyRequest): object {
  return readQuery(route.input, request.query as Record<string, unknown>);
}

function readBodyOf(route: ProcedureRoute, request: FastifyRequest): object {
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) throw notValid('', 'the body is a JSON object');
  const twice = Object.keys(body).find((name) => route.path_parameters.includes(name));
  if (twice) throw notValid(twice, 'is given by the path; leave it out of the body');
  return body;
}

/** If-Match names the version the client has seen; procedures of editable records take it as `version`. */
function ifMatch(route: ProcedureRoute, request: FastifyRequest): { version?: number } {
  const header = request.headers['if-match'];
  if (header === undefined || !('version' in route.input.shape)) return {};
  const version = expectedVersion(header);
  return version === null ? {} : { version };
}

function notValid(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path} ${message}.`.trimStart(), { errors: [{ path, message }] });
}
