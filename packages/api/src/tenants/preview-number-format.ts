import { numberFormatFault, numberRestart } from '@revenue/billing-core/invoices';
import type { NumberFormatPreview, PreviewNumberFormat } from '@revenue/billing-core/tenants';
import type { OperationContext } from '../context.ts';
import { firstNumberAfterRestart, nextNumbers } from './next-numbers.ts';
import { numberFormatConflict } from './number-format-conflict.ts';

const EXAMPLES = 3;

/** What a format would give, while it is being typed. */
export async function previewNumberFormat(
  ctx: OperationContext,
  input: PreviewNumberFormat,
): Promise<NumberFormatPreview> {
  const { format, kind } = input;
  const fault = numberFormatFault(format);
  if (fault !== null) return refused(fault);
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({
      where: { id: tenant_id },
      select: { id: true, time_zone: true },
    });
    const conflict = await numberFormatConflict(tx, tenant_id, kind, format);
    if (conflict !== null) return refused(conflict);
    const examples = await nextNumbers(tx, kind, tenant, format, ctx.clock.now(), EXAMPLES);
    const after_restart = await firstNumberAfterRestart(tx, kind, tenant, format, ctx.clock.now());
    return { valid: true, fault: null, examples, restart: numberRestart(format), after_restart };
  });
}

function refused(fault: string): NumberFormatPreview {
  return { valid: false, fault: `The format ${fault}.`, examples: [], restart: null, after_restart: null };
}
