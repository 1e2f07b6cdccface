import type { FastifyRequest } from 'fastify';
import { authenticate } from './access/authenticate.ts';
import { credentialOf } from './access/credential.ts';
import type { OperationContext, RequestContext, Services } from './context.ts';

/** Reads what a request says of itself; authentication waits until somebody asks for the operation context. */
export function requestContext(services: Services, request: FastifyRequest): RequestContext {
  const credential = credentialOf(request);
  const header = request.headers['x-tenant-id'];
  const requested_tenant_id = typeof header === 'string' && header !== '' ? header.toLowerCase() : null;
  let operation: Promise<OperationContext> | undefined;
  return {
    services,
    request_id: request.id,
    credential,
    requested_tenant_id,
    operation: () => {
      operation ??= authenticate(services, { credential, requested_tenant_id, request_id: request.id });
      return operation;
    },
  };
}
