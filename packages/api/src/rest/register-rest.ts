import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext, Services } from '../context.ts';
import { problemOf } from '../http-errors.ts';
import { PLAIN_ROUTES } from '../plain-routes.ts';
import { requestContext } from '../request-context.ts';
import { appRouter, createCaller } from '../router.ts';
import { refuseForeignOrigin } from '../same-origin.ts';
import { requireRole } from '../trpc.ts';
import { answerProblems, logFailure } from './answer-problems.ts';
import { type Answer, answerOnce, checkIdempotencyKey } from './idempotency.ts';
import type { PlainRoute } from './plain-route.ts';
import { type ProcedureRoute, procedureRoutes } from './procedure-routes.ts';
import { readBodies } from './read-bodies.ts';
import { readQuery } from './read-query.ts';
import { expectedVersion, versionTag } from './version-tag.ts';

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
        const ctx = await requestContext(services, request).operation();
        requireRole(ctx.actor.role, route.role);
        return route.handle(ctx, request, reply);
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
      const answer = await answerMaybeOnce(context, route, request, reply, () => callProcedure(context, route, input));
      return sendAnswer(request, reply, answer);
    },
  });
}

function fastifyPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function readInput(route: ProcedureRoute, request: FastifyRequest): unknown {
  const params = request.params as Record<string, string>;
  if (route.method === 'GET' || route.method === 'DELETE') {
    return {
      ...readQuery(route.input, request.query as Record<string, unknown>),
      ...params,
      ...ifMatch(route, request),
    };
  }
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) throw notAnObject();
  const twice = Object.keys(body).find((name) => route.path_parameters.includes(name));
  if (twice) throw inThePath(twice);
  return { ...body, ...params, ...ifMatch(route, request) };
}

/** If-Match names the version the client has seen; procedures of editable records take it as `version`. */
function ifMatch(route: ProcedureRoute, request: FastifyRequest): { version?: number } {
  const header = request.headers['if-match'];
  if (header === undefined || !('version' in route.input.shape)) return {};
  const version = expectedVersion(header);
  return version === null ? {} : { version };
}

async function answerMaybeOnce(
  context: RequestContext,
  route: ProcedureRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  if (route.method !== 'POST' || typeof key !== 'string') return run();
  checkIdempotencyKey(key);
  const endpoint = `${request.method} ${request.url}`;
  const operation = await context.operation();
  // A refusal is an answer too: it is kept like any other, so it is caught here and not by the error handler.
  const answer = await answerOnce(operation, { key, endpoint, body: request.body }, () =>
    run().catch((error: unknown) => {
      const problem = problemOf(error, request.id);
      logFailure(context.services, error, problem.status, request.id);
      return { status: problem.status, body: problem };
    }),
  );
  if (answer.replayed) reply.header('idempotent-replayed', 'true');
  return answer;
}

type Callable = (input: unknown) => Promise<unknown>;

async function callProcedure(context: RequestContext, route: ProcedureRoute, input: unknown): Promise<Answer> {
  let target: unknown = createCaller(context);
  for (const segment of route.procedure.split('.')) target = (target as Record<string, unknown>)[segment];
  // A procedure without input checks nothing itself; what it does not take is refused here.
  if (!route.takes_input) route.input.parse(input);
  return { status: route.status, body: await (target as Callable)(route.takes_input ? input : undefined) };
}

function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, body } = answer;
  if (status >= 400) return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  const tag = versionTag(body);
  if (tag) reply.header('etag', tag);
  if (tag && request.method === 'GET' && request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body ?? null));
}

function notAnObject(): BillingError {
  const message = 'the body is a JSON object';
  return new BillingError('validation_failed', `Send ${message}.`, { errors: [{ path: '', message }] });
}

function inThePath(name: string): BillingError {
  const message = 'is given by the path; leave it out of the body';
  return new BillingError('validation_failed', `${name} ${message}.`, { errors: [{ path: name, message }] });
}
