import { type DueOnSending, dueOnSending } from '@revenue/billing-core/invoices';
import { localDateAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { OperationContext } from '../context.ts';
import { loadInvoice } from './queries.ts';

/** By when a draft is to be paid if it is sent now, as drafted or with its terms from today on. @throws BillingError not_found */
export async function getDueOnSending(ctx: OperationContext, { id }: { id: string }): Promise<DueOnSending> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const { customer_id, issue_date, due_date, payment_terms, status } = await loadInvoice(tx, tenant_id, id);
    const days = { issue_date: fromDbDate(issue_date), due_date: fromDbDate(due_date), payment_terms };
    if (status !== 'draft') return { due_date: days.due_date, from_today: null, suggested: 'due_date' };
    const { time_zone } = await tx.customer.findUniqueOrThrow({
      where: { tenant_id_id: { tenant_id, id: customer_id } },
      select: { time_zone: true },
    });
    return dueOnSending(days, localDateAt(ctx.clock.now(), time_zone));
  });
}
