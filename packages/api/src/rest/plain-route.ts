import type { Role } from '@revenue/billing-core/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../context.ts';
import type { RestMethod } from './procedure-routes.ts';

/**
 * A REST route that is not a procedure's: streams, files, bulk ingestion. It goes through the same authentication,
 * errors and request ids. Where a procedure has the same method and path, this one serves it and the procedure's
 * description stays; otherwise `openapi` describes it.
 */
export interface PlainRoute {
  method: RestMethod;
  /** As in the OpenAPI document, without the base path: `/invoices/{id}/pdf`. */
  path: string;
  role: Role;
  body_limit_bytes?: number;
  /** Media types that reach the handler unparsed, as a stream in `request.body`. JSON arrives parsed. */
  streams?: string[];
  /** An OpenAPI operation object. */
  openapi?: Record<string, unknown>;
  /**
   * Returns what is sent as JSON, under the status set with `reply.code()`; or sends by itself and returns `reply`, as
   * files do. A POST that returns its answer is covered by Idempotency-Key.
   */
  handle: (ctx: OperationContext, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}
