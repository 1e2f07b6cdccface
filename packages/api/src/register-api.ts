import cookie from '@fastify/cookie';
import { type CreateFastifyContextOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { registerAuthRoutes } from './access/accounts/auth-routes.ts';
import { registerPublicCatalogue } from './catalog/public/register-public-catalogue.ts';
import type { Services } from './context.ts';
import { problemOf } from './http-errors.ts';
import { openApiDocument } from './openapi.ts';
import { requestContext } from './request-context.ts';
import { answerProblems, logFailure } from './rest/answer-problems.ts';
import { registerRest } from './rest/register-rest.ts';
import { appRouter } from './router.ts';
import { refuseForeignOrigin } from './same-origin.ts';

/**
 * Mounts everything of this package on a Fastify instance: /trpc, /api, /auth, /public and
 * /openapi.json. The instance decides
 * how request ids are made (`genReqId`); they must be unguessable or at least unique, for they name audit rows.
 */
export async function registerApi(fastify: FastifyInstance, services: Services): Promise<void> {
  if (!fastify.hasRequestDecorator('cookies')) await fastify.register(cookie);
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await registerTrpc(fastify, services);
  await registerRest(fastify, services);
  await registerAuthRoutes(fastify, services);
  await registerPublicCatalogue(fastify, services);
  const document = JSON.stringify(openApiDocument());
  fastify.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
}

async function registerTrpc(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(
    async (scope) => {
      answerProblems(scope, services);
      scope.addHook('onRequest', async (request) => refuseForeignOrigin(request));
      await scope.register(fastifyTRPCPlugin, { trpcOptions: trpcOptions(services) });
    },
    { prefix: '/trpc' },
  );
}

const MAX_BATCH = 20;

function trpcOptions(services: Services) {
  return {
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    // A question that does not fit into an address is asked with POST.
    allowMethodOverride: true,
    createContext: ({ req }: CreateFastifyContextOptions) => requestContext(services, req),
    onError: ({ error, ctx }: { error: Error; ctx?: { request_id: string } | undefined }) => {
      const request_id = ctx?.request_id ?? 'unknown';
      logFailure(services, error, problemOf(error, request_id).status, request_id);
    },
  };
}
