import { createHash } from 'node:crypto';
import { PublicCatalogue } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../../context.ts';
import { answerProblems } from '../../rest/answer-problems.ts';
import { createWindowLimit } from '../../window-limit.ts';
import { loadPublicCatalogue } from './load-public-catalogue.ts';

const WINDOW_MS = 60_000;
/** A pricing page asks once for each visitor; an office behind one address has many. */
const MAX_PER_ADDRESS = 120;
/** How long a browser or a proxy may show it without asking again. */
const MAX_AGE_SECONDS = 300;

type Request = FastifyRequest<{ Params: { tenant_slug: string } }>;

/**
 * /public/{tenant_slug}/plans: the price list of a company for everybody, without signing in: for a pricing page on
 * another site, from whose scripts it may be read.
 */
export async function registerPublicCatalogue(fastify: FastifyInstance, services: Services): Promise<void> {
  const limit = createWindowLimit(services.clock, WINDOW_MS);
  await fastify.register(
    async (scope) => {
      answerProblems(scope, services);
      scope.addHook('onRequest', async (_request, reply) => {
        // Errors, too: a page that was told to slow down has to be able to read it.
        reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      });
      scope.get('/:tenant_slug/plans', async (request: Request, reply) => {
        admit(limit.count(request.ip, MAX_PER_ADDRESS));
        const catalogue = await loadPublicCatalogue(services, request.params.tenant_slug);
        return sendCached(request, reply, JSON.stringify(PublicCatalogue.parse(catalogue)));
      });
    },
    { prefix: '/public' },
  );
}

function admit(retry_after_seconds: number | null): void {
  if (retry_after_seconds === null) return;
  const sentence = `Too many requests; try again in ${retry_after_seconds} s, or keep the answer for its max-age.`;
  throw new BillingError('rate_limited', sentence, { retry_after_seconds });
}

function sendCached(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  reply.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`).header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('application/json').send(body);
}
