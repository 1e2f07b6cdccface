import type { FastifyInstance } from 'fastify';

/**
 * Nothing on a page comes from elsewhere, and no script stands in a page itself, so an injected one never runs.
 * Styles may be inline: the parts of the page that place menus and dialogues compute theirs.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const TWO_YEARS = 63_072_000;

/** Headers of every answer, whatever made it. An answer that sets one of them itself keeps its own. */
export function addSecurityHeaders(fastify: FastifyInstance, public_url: string): void {
  const headers: Record<string, string> = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  };
  // Over plain http the header means nothing, and on localhost it would lock the developer out.
  if (public_url.startsWith('https:')) headers['strict-transport-security'] = `max-age=${TWO_YEARS}; includeSubDomains`;
  fastify.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
}
