import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../context.ts';
import { asBillingError, problemOf } from '../http-errors.ts';

/** Every error of this scope, thrown or not found, leaves as a problem document. */
export function handleProblems(scope: FastifyInstance, services: Services): void {
  scope.setErrorHandler((error, request, reply) => sendProblem(services, error, request, reply));
  scope.setNotFoundHandler((request, reply) => sendProblem(services, noSuchRoute(request), request, reply));
}

/** The same, for a scope that owns every path below its prefix. */
export function answerProblems(scope: FastifyInstance, services: Services): void {
  handleProblems(scope, services);
  // The web application takes every path that nobody else does; a path below this scope is never meant for it.
  scope.all('/*', (request) => {
    throw noSuchRoute(request);
  });
}

function noSuchRoute(request: FastifyRequest): BillingError {
  const path = request.url.split('?')[0];
  return new BillingError('route_not_found', `There is no ${request.method} ${path}; see /openapi.json.`);
}

function sendProblem(services: Services, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request.id);
  logFailure(services, error, problem.status, request.id);
  addProblemHeaders(reply, error, problem.status);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** What a problem says in headers: when to try again, and how to sign in. */
export function addProblemHeaders(reply: FastifyReply, error: unknown, status: number): void {
  const { retry_after_seconds } = asBillingError(error).details;
  if (typeof retry_after_seconds === 'number') reply.header('retry-after', String(retry_after_seconds));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
}

export function logFailure(services: Services, error: unknown, status: number, request_id: string): void {
  if (status === 500) services.log.error({ err: error, request_id }, 'request failed');
  // Not our fault, and we said so; whoever runs this wants to know of the outside service all the same.
  else if (status > 500) services.log.warn({ err: error, request_id }, 'an outside service failed');
}
