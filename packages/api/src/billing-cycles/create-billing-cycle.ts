import {
  type BillingCycleDetail,
  type CreateBillingCycle,
  cycleAnchor,
  cycleName,
} from '@revenue/billing-core/billing-cycles';
import { BillingError } from '@revenue/billing-core/errors';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { enrol } from './enrol-customer.ts';
import { getBillingCycle, todayOf } from './get-billing-cycle.ts';
import { toCycleView } from './view.ts';

export const CYCLE_DUPLICATES = {
  external_id: 'There is a billing cycle or subscription with this external_id already.',
};

/**
 * Makes a billing cycle and, where a customer is named, puts the customer on it with items, in one transaction.
 *
 * @throws BillingError validation_failed for rules that contradict each other; as `enrolCustomer` for the customer
 */
export async function createBillingCycle(
  ctx: OperationContext,
  input: CreateBillingCycle,
): Promise<BillingCycleDetail> {
  refuseCharging(input.auto_charge);
  refuseEarlyArrear(input);
  refuseHalfEnrolment(input);
  const id = newId(ctx.clock.now());
  await namingDuplicates(CYCLE_DUPLICATES, () =>
    ctx.db.withTenant(ctx.tenant_id, async (tx) => {
      await insertCycle(tx, ctx, id, input);
      const { customer_id, items, start_date } = input;
      if (customer_id && items) await enrol(tx, ctx, { id, customer_id, items, start_date });
    }),
  );
  return getBillingCycle(ctx, { id });
}

async function insertCycle(tx: Tx, ctx: OperationContext, id: string, input: CreateBillingCycle): Promise<void> {
  const { tenant_id } = ctx;
  const { customer_id: _, items: __, start_date: ___, auto_charge: ____, anchor_day, anchor_date, ...rules } = input;
  const now = ctx.clock.now();
  const anchor = cycleAnchor({ ...rules, anchor_day, anchor_date });
  const row = await tx.billingCycle.create({
    data: {
      ...presentFields(rules),
      tenant_id,
      id,
      name: rules.name ?? cycleName(rules.interval, rules.interval_count),
      anchor_date: anchor === null ? null : toDbDate(anchor),
      created_at: now,
      updated_at: now,
    },
  });
  const after = toCycleView(row, undefined, await todayOf(tx, ctx));
  await recordChange(tx, ctx, { type: 'billing_cycle.created', object_type: 'billing_cycle', object_id: id, after });
}

/** Said honestly instead of a switch that does nothing. */
export function refuseCharging(auto_charge: boolean | undefined): void {
  if (auto_charge !== true) return;
  throw fault(
    'auto_charge',
    'is not possible yet: no payment method can be stored',
    'Nothing can be charged by itself yet, because no payment method can be stored; leave auto_charge out and send the invoices (auto_send).',
  );
}

function refuseEarlyArrear({ timing, issue_days_before }: CreateBillingCycle): void {
  if (timing === 'advance' || issue_days_before === 0) return;
  throw fault(
    'issue_days_before',
    'goes with timing advance; what is billed in arrear is invoiced when its period is over',
    'What a period comes to in arrear is known only when it is over; leave issue_days_before out, or bill in advance.',
  );
}

function refuseHalfEnrolment({ customer_id, items, start_date }: CreateBillingCycle): void {
  if (customer_id === undefined && (items !== undefined || start_date !== undefined)) {
    throw fault('customer_id', 'is missing: items and start_date are of a customer', 'Say which customer it is for.');
  }
  if (customer_id !== undefined && items === undefined) {
    throw fault('items', 'is missing: say what the customer is billed for', 'Say what the customer is billed for.');
  }
}

function fault(path: string, message: string, sentence: string): BillingError {
  return new BillingError('validation_failed', sentence, { errors: [{ path, message }] });
}
