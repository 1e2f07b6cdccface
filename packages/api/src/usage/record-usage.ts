import { BillingError } from '@revenue/billing-core/errors';
import type { RecordedUsage, RecordUsage } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { insertUsage } from './insert-usage.ts';
import { isReferenceFault, loadReferences } from './load-references.ts';

/**
 * Takes a batch of records, all or none: a sender that delivers at least once repeats the batch until it is answered,
 * and what was taken before counts as a duplicate. `path` names each record at fault as the sender wrote it.
 *
 * @throws BillingError validation_failed, with the path of each record that names an unknown customer or meter
 */
export async function recordUsage(
  ctx: OperationContext,
  { records }: RecordUsage,
  pathOf: (at: number) => string = (at) => `records[${at}].`,
): Promise<RecordedUsage> {
  const { tenant_id } = ctx;
  return ctx.db.withTenantSql(tenant_id, async (client) => {
    const received_at = ctx.clock.now();
    const find = await loadReferences(client, tenant_id, records, received_at);
    const found = records.map((record) => ({ record, references: find(record) }));
    const errors = found.flatMap(({ references }, at) =>
      isReferenceFault(references) ? [{ path: `${pathOf(at)}${references.path}`, message: references.message }] : [],
    );
    const [first] = errors;
    if (first) {
      const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
      throw new BillingError('validation_failed', `Nothing was taken: ${first.path}: ${first.message}${more}.`, {
        errors,
      });
    }
    const known = found.flatMap(({ record, references }) =>
      isReferenceFault(references) ? [] : [{ record, references }],
    );
    const accepted = await insertUsage(client, { tenant_id, import_id: null, received_at }, known);
    return { accepted, duplicates: records.length - accepted };
  });
}
