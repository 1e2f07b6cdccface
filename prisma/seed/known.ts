import type { OperationContext } from '../../packages/api/src/context.ts';

/** What the story has made so far, by the names it gives. A seed that was cut off goes on from here. */
export type Known = Record<
  'products' | 'meters' | 'plans' | 'customers' | 'subscriptions' | 'invoices' | 'credit_notes' | 'cycles',
  Map<string, string>
> & {
  /** Subscriptions that were given notice of. */
  leaving: Set<string>;
};

export async function loadKnown({ db, tenant_id }: OperationContext): Promise<Known> {
  return db.withTenant(tenant_id, async (tx) => {
    const where = { tenant_id };
    const select = { id: true, external_id: true } as const;
    const leaving = { ...where, canceled_at: { not: null } };
    const coded = { id: true, code: true } as const;
    return {
      products: byName(await tx.product.findMany({ where, select })),
      meters: byName((await tx.meter.findMany({ where, select: coded })).map(named)),
      plans: byName((await tx.plan.findMany({ where, select: coded })).map(named)),
      customers: byName(await tx.customer.findMany({ where, select })),
      subscriptions: byName(await tx.subscription.findMany({ where, select })),
      leaving: new Set((await tx.subscription.findMany({ where: leaving, select })).map(({ id }) => id)),
      cycles: byName(await tx.billingCycle.findMany({ where, select })),
      credit_notes: byName(await tx.creditNote.findMany({ where, select })),
      invoices: byName(await tx.invoice.findMany({ where: { ...where, external_id: { not: null } }, select })),
    };
  });
}

function named({ id, code }: { id: string; code: string }) {
  return { id, external_id: code };
}

function byName(rows: { id: string; external_id: string | null }[]): Map<string, string> {
  return new Map(rows.flatMap(({ id, external_id }) => (external_id === null ? [] : [[external_id, id] as const])));
}
