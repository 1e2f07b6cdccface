import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import type { OperationContext, Services } from '../../context.ts';
import { tenantContext } from '../../tenants/tenant-clock.ts';
import { isSameToken, readLinkToken } from './link-token.ts';
import { currentToken } from './load-link.ts';

/** What a right token opens: one invoice of one tenant, and the right to see that. */
export interface OpenedLink {
  ctx: OperationContext;
  invoice_id: string;
}

/**
 * Follows a public link. The token names tenant and invoice itself, so nobody looks across tenants; only its signature
 * opens them. Unknown, replaced and forged ones are told apart to nobody.
 *
 * @throws BillingError not_found
 */
export async function openLink(services: Services, token: string, request_id: string): Promise<OpenedLink> {
  const named = readLinkToken(token);
  if (!named) throw noSuchLink();
  const { tenant_id, invoice_id } = named;
  const isRight = await services.db.withTenant(
    tenant_id,
    async (tx) =>
      isSameToken(token, (await currentToken(tx, tenant_id, invoice_id)) ?? '') &&
      (await isFinal(tx, tenant_id, invoice_id)),
  );
  if (!isRight) throw noSuchLink();
  const ctx = await tenantContext(services, tenant_id, 'invoice.link');
  return { ctx: { ...ctx, request_id }, invoice_id };
}

async function isFinal(tx: Tx, tenant_id: string, id: string): Promise<boolean> {
  return (await tx.invoice.count({ where: { tenant_id, id, finalized_at: { not: null } } })) === 1;
}

function noSuchLink(): BillingError {
  return new BillingError('not_found', 'This link opens no invoice. Ask whoever sent it to you for a new one.');
}
