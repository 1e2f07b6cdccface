import type { CreateMeter, Meter } from '@revenue/billing-core/catalog';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { toMeterView } from './meter-view.ts';

/** Makes a meter. Its code is what usage records call it, so neither code nor aggregation change later. */
export async function createMeter(ctx: OperationContext, input: CreateMeter): Promise<Meter> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  return namingDuplicates({ code: `There is a meter "${input.code}" already.` }, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      const row = await tx.meter.create({
        data: { ...presentFields(input), tenant_id, id: newId(now), created_at: now },
      });
      const view = toMeterView(row);
      await recordChange(tx, ctx, { type: 'meter.created', object_type: 'meter', object_id: row.id, after: view });
      return view;
    }),
  );
}
