import { BillingError, type ErrorCode } from '@revenue/billing-core/errors';
import type { UpdateSubscription } from '@revenue/billing-core/subscriptions';
import { type Interval, isWholeMultiple } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { type PlanVersionRow, versionInclude } from '../catalog/plan-view.ts';

export const versionOfPlan = { ...versionInclude, plan: true } as const;
export type VersionRow = PlanVersionRow & {
  plan: { id: string; name: string; kind: string; active: boolean; private: boolean };
};

type Asked = NonNullable<UpdateSubscription['add_ons']>;

/**
 * The versions of the add-ons that are asked for. One of `held` that is named by its plan stays on its version: whoever
 * adds another beside it has not agreed to a new price.
 *
 * @throws BillingError not_found; not_billable for plans, and for what is not offered; validation_failed for one twice
 */
export async function loadAddOns(
  tx: Tx,
  tenant_id: string,
  asked: Asked,
  held: readonly VersionRow[],
): Promise<VersionRow[]> {
  const found: VersionRow[] = [];
  for (const [at, add_on] of asked.entries()) {
    const path = pathOf(at);
    const same = held.find(({ plan }) => add_on.plan_version_id === undefined && plan.id === add_on.plan_id);
    const version = same ?? (await findVersion(tx, tenant_id, add_on, path));
    const { name, kind, id } = version.plan;
    if (kind !== 'addon')
      throw fault('not_billable', path, 'is no add-on', `"${name}" is a plan; name it in plan_id instead.`);
    if (found.some(({ plan }) => plan.id === id))
      throw fault(
        'validation_failed',
        path,
        'is there twice',
        `"${name}" is among the add-ons twice; raise its quantity instead.`,
      );
    if (!held.some((one) => one.id === version.id)) refuseOutOfCatalogue(version, path);
    found.push(version);
  }
  return found;
}

/**
 * Add-ons begin with the plan: in its currency, and in periods that begin with one of its own.
 *
 * @throws BillingError currency_mismatch; validation_failed; meter_in_use
 */
export function refuseUnfit(plan: VersionRow, add_ons: readonly VersionRow[]): void {
  for (const [at, of] of add_ons.entries()) {
    refuseCurrency(of, plan.currency, pathOf(at));
    refuseOtherPeriods(of, plan, pathOf(at));
  }
  refuseSharedMeters([plan, ...add_ons]);
}

const pathOf = (at: number) => `add_ons[${at}].plan_id`;

const periodOf = ({ interval, interval_count }: { interval: string | null; interval_count: number | null }) => ({
  interval: interval as Interval,
  interval_count: interval_count ?? 1,
});

function refuseOtherPeriods(of: VersionRow, plan: VersionRow, path: string): void {
  const shorter = of.components.find(
    (row) => row.kind !== 'one_time' && !isWholeMultiple(periodOf(row.interval === null ? of : row), periodOf(plan)),
  );
  if (!shorter) return;
  const { interval, interval_count } = periodOf(shorter.interval === null ? of : shorter);
  const lengths = `every ${interval_count} ${interval}, which is no whole number of the plan's periods of ${plan.interval_count} ${plan.interval}`;
  const sentence = `"${of.plan.name}" is billed ${lengths}; choose an add-on whose periods are a multiple of them.`;
  throw fault('validation_failed', path, 'is billed in other periods than the plan', sentence);
}

export async function findVersion(
  tx: Tx,
  tenant_id: string,
  { plan_id, plan_version_id }: { plan_id?: string | undefined; plan_version_id?: string | undefined },
  path: string,
): Promise<VersionRow> {
  const of = plan_version_id === undefined ? { plan_id: plan_id ?? '' } : { id: plan_version_id };
  const version = await tx.planVersion.findFirst({
    where: { tenant_id, ...of, published_at: { not: null }, plan: { deleted_at: null } },
    include: versionOfPlan,
    orderBy: { version: 'desc' },
  });
  if (version) return version;
  const sentence = `There is no published plan ${plan_version_id ?? plan_id}.`;
  throw fault('not_found', path, 'is unknown, or not published', sentence);
}

export function refuseOutOfCatalogue({ plan: { name, active } }: VersionRow, path: string): void {
  if (active) return;
  const sentence = `"${name}" is out of the catalogue; activate it or choose another.`;
  throw fault('not_billable', path, 'is not offered any more', sentence);
}

export function refuseCurrency({ currency, plan }: VersionRow, billed: string, path: string): void {
  if (currency === billed) return;
  const sentence = `"${plan.name}" is in ${currency} and the subscription is billed in ${billed}; choose one in ${billed}, or start another subscription.`;
  throw fault('currency_mismatch', path, `is in ${currency}, not in ${billed}`, sentence);
}

/** An add-on that bills a meter of the plan, or of another add-on, would bill its usage twice. */
export function refuseSharedMeters(versions: readonly VersionRow[]): void {
  const billed = new Map<string, string>();
  for (const { plan, components } of versions) {
    const meters = new Map(
      components.flatMap(({ meter }) => (meter === null ? [] : [[meter.id, meter.code] as const])),
    );
    for (const [id, code] of meters) {
      const by = billed.get(id);
      if (by === undefined) continue;
      const sentence = `"${plan.name}" bills the meter "${code}" that "${by}" bills already; its usage would be billed twice.`;
      throw fault('meter_in_use', 'add_ons', 'bill a meter that is billed already', sentence);
    }
    for (const id of meters.keys()) billed.set(id, plan.name);
  }
}

function fault(code: ErrorCode, path: string, message: string, sentence: string): BillingError {
  return new BillingError(code, sentence, { errors: [{ path, message }] });
}
