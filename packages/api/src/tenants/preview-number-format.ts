import { numberFormatFault } from '@revenue/billing-core/invoices';
import type { NumberFormatPreview } from '@revenue/billing-core/tenants';
import type { OperationContext } from '../context.ts';
import { nextInvoiceNumbers } from './next-invoice-numbers.ts';

const EXAMPLES = 3;

/** What a format would give, while it is being typed. */
export async function previewNumberFormat(
  ctx: OperationContext,
  input: { format: string },
): Promise<NumberFormatPreview> {
  const { format } = input;
  const fault = numberFormatFault(format);
  if (fault !== null) return { valid: false, fault: `The format ${fault}.`, examples: [] };
  const { tenant_id } = ctx;
  const examples = await ctx.db.withTenant(tenant_id, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({
      where: { id: tenant_id },
      select: { id: true, time_zone: true },
    });
    return nextInvoiceNumbers(tx, tenant, format, ctx.clock.now(), EXAMPLES);
  });
  return { valid: true, fault: null, examples };
}
