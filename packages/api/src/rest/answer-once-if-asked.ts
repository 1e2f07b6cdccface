import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../context.ts';
import { type SpooledFile, withSpooledFile } from '../files/spooled-file.ts';
import { problemOf } from '../http-errors.ts';
import { refuseUnstorableText } from '../refuse-unstorable-text.ts';
import { addProblemHeaders, logFailure } from './answer-problems.ts';
import { type Answer, answerOnce, checkIdempotencyKey, type KeyedRequest } from './idempotency.ts';

/**
 * Under an Idempotency-Key a POST is answered once. A body that streams cannot be compared before it was read, so it is
 * received whole first, and known again by its hash.
 */
export async function answerOnceIfAsked(
  context: RequestContext,
  request: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<Answer>,
  options: { answer_is_secret?: boolean } = {},
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string') return run();
  checkIdempotencyKey(key);
  const keyed = { key, endpoint: `${request.method} ${request.url}`, ...options };
  if (!(request.body instanceof Readable)) {
    // Before anything walks through the body to compare it.
    refuseUnstorableText(request.body);
    return answerKeyed(context, request, reply, { ...keyed, body: request.body }, run);
  }
  const hash = createHash('sha256');
  return withSpooledFile(hashed(request.body, hash), (file) => {
    request.body = Readable.from(whenRead(file), { objectMode: false });
    return answerKeyed(context, request, reply, { ...keyed, body: hash.digest('hex') }, run);
  });
}

async function* hashed(content: Readable, hash: Hash): AsyncGenerator<Uint8Array> {
  // The sender of too much is to read why, and to destroy what it sends would end the connection.
  for await (const chunk of content.iterator({ destroyOnReturn: false })) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Opens the file with the first read: a repetition never reads it. */
async function* whenRead(file: SpooledFile): AsyncGenerator<Uint8Array> {
  yield* file.read();
}

async function answerKeyed(
  context: RequestContext,
  request: FastifyRequest,
  reply: FastifyReply,
  keyed: KeyedRequest,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const operation = await context.operation();
  // A refusal is an answer too: it is kept like any other, so it is caught here and not by the error handler.
  const answer = await answerOnce(operation, keyed, () =>
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
