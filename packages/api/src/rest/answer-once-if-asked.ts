import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../context.ts';
import { problemOf } from '../http-errors.ts';
import { refuseUnstorableText } from '../refuse-unstorable-text.ts';
import { addProblemHeaders, logFailure } from './answer-problems.ts';
import { type Answer, answerOnce, checkIdempotencyKey } from './idempotency.ts';

/**
 * Under an Idempotency-Key a POST is answered once. A body that streams cannot be compared before it is read, so there
 * the key is not looked at: what is streamed carries ids of its own.
 */
export async function answerOnceIfAsked(
  context: RequestContext,
  request: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<Answer>,
  options: { answer_is_secret?: boolean } = {},
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string' || request.body instanceof Readable) return run();
  checkIdempotencyKey(key);
  const endpoint = `${request.method} ${request.url}`;
  const operation = await context.operation();
  // Before anything walks through the body to compare it.
  refuseUnstorableText(request.body);
  // A refusal is an answer too: it is kept like any other, so it is caught here and not by the error handler.
  const answer = await answerOnce(operation, { key, endpoint, body: request.body, ...options }, () =>
    run().catch((error: unknown) => {
      const problem = problemOf(error, request.id);
      logFailure(context.services, error, problem.status, request.id);
      addProblemHeaders(reply, error, problem.status);
      return { status: problem.status, body: problem };
    }),
  );
  if (answer.replayed) reply.header('idempotent-replayed', 'true');
  return answer;
}
