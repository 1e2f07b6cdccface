import { BillingError } from '@revenue/billing-core/errors';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { PlanVersionRow } from '../catalog/plan-view.ts';

/** What a subscription takes over from the billing cycle it is put on. */
export interface CycleRules {
  billing_cycle_id: string | null;
  issue_days_before: number;
  /** null: counted from the subscription's own start. */
  anchor_date: string | null;
}

/** Of a subscription on no cycle. */
export const OWN_RULES: CycleRules = { billing_cycle_id: null, issue_days_before: 0, anchor_date: null };

type Terms = Pick<PlanVersionRow, 'interval' | 'interval_count' | 'components'>;

/**
 * The rules of a cycle for a plan of its length.
 *
 * @throws BillingError not_found; validation_failed where the plan bills other periods, or bills in arrear what the
 * cycle would invoice before it is known
 */
export async function loadCycleRules(tx: Tx, tenant_id: string, id: string, plan: Terms): Promise<CycleRules> {
  const cycle = await tx.billingCycle.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (!cycle) throw fault('not_found', 'is unknown', `There is no billing cycle ${id}.`);
  if (cycle.interval !== plan.interval || cycle.interval_count !== plan.interval_count) {
    const lengths = `${plan.interval_count} ${plan.interval}, those of "${cycle.name}" of ${cycle.interval_count} ${cycle.interval}`;
    throw fault(
      'validation_failed',
      'bills periods of another length than the plan',
      `The periods of the plan are of ${lengths}; choose a cycle of the same length.`,
    );
  }
  const late = plan.components.find(({ timing }) => timing === 'arrear');
  if (late && cycle.issue_days_before > 0) {
    throw fault(
      'validation_failed',
      'invoices before a period begins, and the plan bills in arrear',
      `"${late.name}" is known only when its period is over, and "${cycle.name}" invoices ${cycle.issue_days_before} days before it begins; choose a cycle without days before.`,
    );
  }
  return {
    billing_cycle_id: cycle.id,
    issue_days_before: cycle.issue_days_before,
    anchor_date: cycle.anchor_date && fromDbDate(cycle.anchor_date),
  };
}

function fault(code: 'not_found' | 'validation_failed', message: string, sentence: string): BillingError {
  return new BillingError(code, sentence, { errors: [{ path: 'billing_cycle_id', message }] });
}
