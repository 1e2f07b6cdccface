import type { FastifyRequest } from 'fastify';
import type { Credential } from '../context.ts';

export const SESSION_COOKIE = 'revenue_session';

/** The bearer token of a request, or the session cookie of a browser. A bearer token wins. */
export function credentialOf(request: FastifyRequest): Credential | null {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, origin: 'bearer' };
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie ? { token: cookie, origin: 'cookie' } : null;
}
