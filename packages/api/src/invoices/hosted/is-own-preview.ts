import { isBillingError } from '@revenue/billing-core/errors';
import { authenticate } from '../../access/authenticate.ts';
import type { Credential, OperationContext } from '../../context.ts';

/** Whether the one who looks at a public page is signed in as somebody of the tenant that sent it. */
export async function isOwnPreview(ctx: OperationContext, credential: Credential | null): Promise<boolean> {
  if (credential === null) return false;
  const { tenant_id, request_id } = ctx;
  try {
    await authenticate(ctx, { credential, requested_tenant_id: tenant_id, request_id });
    return true;
  } catch (error) {
    // A session that cannot be checked just now is somebody's all the same: better uncounted than counted wrongly.
    return isBillingError(error) ? error.code === 'auth_server_unavailable' : true;
  }
}
