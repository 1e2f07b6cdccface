import type { PlanMigrationPreview, PreviewPlanMigration } from '@revenue/billing-core/catalog';
import { wireAmount, wireSum } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { loadStates } from '../../subscriptions/load-state.ts';
import { type LoadedMigration, loadMigrating, loadMigration } from './load-migration.ts';
import { type PlannedMigration, planMigrationOf } from './plan-migration-of.ts';

/** States loaded at once: four statements for so many. */
const CHUNK = 500;
const SHOWN = 100;

type Customer = { id: string; name: string };
type Judged = { subscription_id: string; customer: Customer; plan: PlannedMigration };
type Going = Judged & { plan: Exclude<PlannedMigration, { failure: string }> };

/**
 * What a migration would do in money, subscription by subscription, planned by the function that carries it out. Nothing
 * is written.
 *
 * @throws BillingError as `loadMigration`
 */
export async function previewPlanMigration(
  ctx: OperationContext,
  input: PreviewPlanMigration,
): Promise<PlanMigrationPreview> {
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const migration = await loadMigration(tx, ctx.tenant_id, input);
    const subscriptions = await loadMigrating(tx, ctx.tenant_id, migration, input);
    const judged = await judge(tx, ctx, { migration, when: input.when, subscriptions });
    return { ...mappingView(migration), ...moneyView(judged, migration.from.currency) };
  });
}

interface Asked {
  migration: LoadedMigration;
  when: 'now' | 'renewal';
  subscriptions: { id: string; customer: Customer }[];
}

async function judge(tx: Tx, ctx: OperationContext, { migration, when, subscriptions }: Asked): Promise<Judged[]> {
  const client = sqlClientOf(tx);
  const at = ctx.clock.now();
  const judged: Judged[] = [];
  for (let from = 0; from < subscriptions.length; from += CHUNK) {
    const chunk = subscriptions.slice(from, from + CHUNK);
    const ids = chunk.map(({ id }) => id);
    const states = new Map(
      (await loadStates(client, ctx.tenant_id, ids, { lock: false })).map((state) => [state.id, state]),
    );
    for (const { id, customer } of chunk) {
      const state = states.get(id);
      if (state) judged.push({ subscription_id: id, customer, plan: planMigrationOf(state, migration, { when, at }) });
    }
  }
  return judged;
}

function mappingView({ from, to, mapping }: LoadedMigration): Pick<PlanMigrationPreview, 'mapping' | 'new_components'> {
  const named = new Map([...from.components, ...to.components].map(({ id, name }) => [id, { id, name }]));
  const unknown = { id: '', name: '' };
  const followed = new Set(mapping.map(({ to_id }) => to_id));
  return {
    mapping: mapping.map(({ from_id, to_id, by }) => ({
      from: named.get(from_id) ?? unknown,
      to: to_id === null ? null : (named.get(to_id) ?? unknown),
      by,
    })),
    new_components: to.components.filter(({ id }) => !followed.has(id)).map(({ id, name }) => ({ id, name })),
  };
}

const isGoing = (judged: Judged): judged is Going => !('failure' in judged.plan);
/** What changes most stands first; those alike in the order they were made. */
const byMagnitude = (one: Going, other: Going) => Number(magnitude(other) - magnitude(one));
const magnitude = ({ plan }: Going) => {
  const moved = plan.period_after - plan.period_before;
  return moved < 0n ? -moved : moved;
};

function moneyView(judged: Judged[], currency: string): Omit<PlanMigrationPreview, 'mapping' | 'new_components'> {
  const going = judged.filter(isGoing).sort(byMagnitude);
  const failing = judged.flatMap(({ plan, ...rest }) =>
    'failure' in plan ? [{ ...rest, message: plan.failure }] : [],
  );
  const sum = (of: (plan: Going['plan']) => bigint) =>
    wireSum(
      going.reduce((total, { plan }) => total + of(plan), 0n),
      currency,
    );
  return {
    currency,
    matching: judged.length,
    going: going.length,
    failing: failing.length,
    totals: {
      net: sum(({ net }) => net),
      period_before: sum(({ period_before }) => period_before),
      period_after: sum(({ period_after }) => period_after),
    },
    failures: failing.slice(0, SHOWN),
    subscriptions: going.slice(0, SHOWN).map(({ plan, ...rest }) => ({
      ...rest,
      effective_on: plan.planned.effective_on,
      net: wireAmount(plan.net, currency),
      period_before: wireAmount(plan.period_before, currency),
      period_after: wireAmount(plan.period_after, currency),
    })),
  };
}
