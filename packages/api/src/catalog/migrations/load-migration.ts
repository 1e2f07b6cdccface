import { type ComponentMapping, mapComponents } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import { LIVE_STATUSES } from '../../subscriptions/live-statuses.ts';
import { loadPlan, loadVersions } from '../plan-queries.ts';
import type { PlanVersionRow } from '../plan-view.ts';

export type AskedMigration = {
  id: string;
  from_version: number;
  to_version: number;
  when: 'now' | 'renewal';
  customer_ids?: string[] | undefined;
  mapping?: { from_component_id: string; to_component_id: string | null }[] | undefined;
};

export type ChosenMapping = Omit<ComponentMapping, 'by'> & { by: ComponentMapping['by'] | 'choice' };

/** A migration with all that it is about. */
export interface LoadedMigration {
  plan: { id: string; name: string };
  from: PlanVersionRow;
  to: PlanVersionRow;
  mapping: ChosenMapping[];
}

/**
 * @throws BillingError not_found; validation_failed for a version that is a draft or the same, and for components that the
 * versions do not have or that are followed twice
 */
export async function loadMigration(tx: Tx, tenant_id: string, asked: AskedMigration): Promise<LoadedMigration> {
  const plan = await loadPlan(tx, tenant_id, asked.id);
  const versions = await loadVersions(tx, tenant_id, [asked.id]);
  const pick = (path: 'from_version' | 'to_version') => {
    const version = versions.find((row) => row.version === asked[path] && row.published_at !== null);
    if (version) return version;
    throw fault(path, `is no published version of ${plan.name}`);
  };
  const [from, to] = [pick('from_version'), pick('to_version')];
  if (from.id === to.id) throw fault('to_version', 'is the version they are on; choose another');
  return { plan, from, to, mapping: mappingOf(from, to, asked.mapping ?? []) };
}

function mappingOf(
  from: PlanVersionRow,
  to: PlanVersionRow,
  asked: NonNullable<AskedMigration['mapping']>,
): ChosenMapping[] {
  const chosen = new Map(asked.map(({ from_component_id, to_component_id }) => [from_component_id, to_component_id]));
  for (const [at, { from_component_id, to_component_id }] of asked.entries()) {
    const old = from.components.find(({ id }) => id === from_component_id);
    if (!old) throw fault(`mapping[${at}].from_component_id`, `is no component of version ${from.version}`);
    const next = to.components.find(({ id }) => id === to_component_id);
    if (to_component_id !== null && !next)
      throw fault(`mapping[${at}].to_component_id`, `is no component of version ${to.version}`);
    if (next && next.kind !== old.kind)
      throw fault(`mapping[${at}].to_component_id`, `is ${next.kind}, and "${old.name}" is ${old.kind}`);
    if (asked.findIndex((other) => to_component_id !== null && other.to_component_id === to_component_id) < at)
      if (to_component_id !== null) throw fault(`mapping[${at}].to_component_id`, 'follows another component already');
  }
  const taken = new Set(chosen.values());
  const rest = mapComponents(
    from.components.filter(({ id }) => !chosen.has(id)),
    to.components.filter(({ id }) => !taken.has(id)),
  );
  return from.components.map(({ id }): ChosenMapping => {
    const to_id = chosen.get(id);
    if (to_id !== undefined) return { from_id: id, to_id, by: 'choice' };
    return rest.find(({ from_id }) => from_id === id) ?? { from_id: id, to_id: null, by: null };
  });
}

/** The live subscriptions on the version, the oldest first. @throws BillingError not_found for customers that are not on it */
export async function loadMigrating(
  tx: Tx,
  tenant_id: string,
  { from }: LoadedMigration,
  { customer_ids }: AskedMigration,
): Promise<{ id: string; customer: { id: string; name: string } }[]> {
  return tx.subscription.findMany({
    where: {
      tenant_id,
      plan_version_id: from.id,
      status: { in: LIVE_STATUSES },
      ...(customer_ids ? { customer_id: { in: customer_ids } } : {}),
    },
    select: { id: true, customer: { select: { id: true, name: true } } },
    orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
  });
}

function fault(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });
}
