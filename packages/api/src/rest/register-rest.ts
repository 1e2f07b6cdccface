import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RequestContext, Services } from '../context.ts';
import { PLAIN_ROUTES } from '../plain-routes.ts';
import { refuseUnstorableText } from '../refuse-unstorable-text.ts';
import { requestContext } from '../request-context.ts';
import { appRouter, createCaller } from '../router.ts';
import { refuseForeignOrigin } from '../same-origin.ts';
import { requireRole } from '../trpc.ts';
import { answerOnceIfAsked } from './answer-once-if-asked.ts';
import { answerProblems } from './answer-problems.ts';
import type { Answer } from './idempotency.ts';
import type { PlainRoute } from './plain-route.ts';
import { type ProcedureRoute, procedureRoutes } from './procedure-routes.ts';
import { readBodies } from './read-bodies.ts';
import { readInput } from './read-input.ts';
import { versionTag } from './version-tag.ts';

export const BASE_PATH = '/api';
const BODY_LIMIT_BYTES = 1_048_576;

/** The REST door: every procedure that has a path, and the plain routes, under /api. */
export async function registerRest(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(
    async (api) => {
      readBodies(api);
      answerProblems(api, services);
      api.addHook('onRequest', async (request) => refuseForeignOrigin(request));
      for (const route of PLAIN_ROUTES) registerPlain(api, services, route);
      const served = new Set(PLAIN_ROUTES.map((route) => `${route.method} ${route.path}`));
      for (const route of procedureRoutes(appRouter)) {
        if (!served.has(`${route.method} ${route.path}`)) registerProcedure(api, services, route);
      }
    },
    { prefix: BASE_PATH },
  );
}

function registerPlain(api: FastifyInstance, services: Services, route: PlainRoute): void {
  void api.register(async (scope) => {
    for (const type of route.streams ?? [])
      scope.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    scope.route({
      method: route.method,
      url: fastifyPath(route.path),
      bodyLimit: route.body_limit_bytes ?? BODY_LIMIT_BYTES,
      handler: async (request, reply) => {
        const context = requestContext(services, request);
        const ctx = await context.operation();
        requireRole(ctx.actor.role, route.role);
        refuseUnstorableText({ ...(request.params as object), ...(request.query as object) });
        const answer = await answerOnceIfAsked(context, request, reply, async () => {
          const body = await route.handle(ctx, request, reply);
          return { status: reply.statusCode, body };
        });
        // Files and streams send themselves (a reply that is awaited is one that was sent); all else is sent here.
        return reply.sent ? reply : sendAnswer(reply, answer);
      },
    });
  });
}

function registerProcedure(api: FastifyInstance, services: Services, route: ProcedureRoute): void {
  api.route({
    method: route.method,
    url: fastifyPath(route.path),
    bodyLimit: BODY_LIMIT_BYTES,
    handler: async (request, reply) => {
      const context = requestContext(services, request);
      const input = readInput(route, request);
      const run = () => callProcedure(context, route, input);
      const { answer_is_secret } = route;
      const answer = await answerOnceIfAsked(context, request, reply, run, { answer_is_secret });
      return sendAnswer(reply, answer);
    },
  });
}

function fastifyPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

type Callable = (input: unknown) => Promise<unknown>;

async function callProcedure(context: RequestContext, route: ProcedureRoute, input: unknown): Promise<Answer> {
  let target: unknown = createCaller(context);
  for (const segment of route.procedure.split('.')) target = (target as Record<string, unknown>)[segment];
  // A procedure without input checks nothing itself; what it does not take is refused here.
  if (!route.takes_input) route.input.parse(input);
  return { status: route.status, body: await (target as Callable)(route.takes_input ? input : undefined) };
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, body } = answer;
  if (status >= 400) return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  const tag = versionTag(body);
  // The version is for If-Match. It says nothing of what stands around the record in an answer, such as the balance of a
  // customer, so nobody is told that nothing has changed.
  if (tag) reply.header('etag', tag);
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body ?? null));
}
