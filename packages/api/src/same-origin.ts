import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyRequest } from 'fastify';
import { credentialOf } from './access/credential.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends the session cookie wherever a page tells it to, so a change that rides on the cookie must come from
 * our own pages. Browsers say where a request comes from in Sec-Fetch-Site or Origin; what sends neither is no browser,
 * and what sends a bearer token was given it on purpose.
 */
export function refuseForeignOrigin(request: FastifyRequest, options: { anonymous_too?: boolean } = {}): void {
  if (READS.has(request.method)) return;
  const origin_of_credential = credentialOf(request)?.origin;
  if (origin_of_credential === 'bearer') return;
  if (origin_of_credential === undefined && !options.anonymous_too) return;
  if (isOwnOrigin(request)) return;
  throw new BillingError(
    'foreign_origin',
    'A change made with the session cookie must come from a page of this server.',
  );
}

function isOwnOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
