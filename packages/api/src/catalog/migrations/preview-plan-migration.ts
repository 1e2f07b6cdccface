import { setImmediate } from 'node:timers/promises';
import type { PlanMigrationPreview, PreviewPlanMigration } from '@revenue/billing-core/catalog';
import { wireAmount, wireSum } from '@revenue/billing-core/money';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { loadStates } from '../../subscriptions/load-state.ts';
import { takeBack } from '../../subscriptions/take-back.ts';
import { goBackFromEarly } from '../../subscriptions/take-back-early-bill.ts';
import { type LoadedMigration, loadMigrating, loadMigration } from './load-migration.ts';
import { type PlannedMigration, planMigrationOf } from './plan-migration-of.ts';

/** States loaded at once: four statements for so many. */
const CHUNK = 500;
/** A few milliseconds of computing. */
const IN_ONE_GO = 50;
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
  const { tenant_id } = ctx;
  const asked = await ctx.db.withTenant(tenant_id, async (tx) => {
    const migration = await loadMigration(tx, tenant_id, input);
    return { migration, when: input.when, subscriptions: await loadMigrating(tx, tenant_id, migration, input) };
  });
  const judged = await judge(ctx, asked);
  return { ...mappingView(asked.migration), ...moneyView(judged, asked.migration.from.currency) };
}

interface Asked {
  migration: LoadedMigration;
  when: 'now' | 'renewal';
  subscriptions: { id: string; customer: Customer }[];
}

/**
 * A hundred thousand take minutes, which no transaction and no other request should wait for: each chunk is read by itself,
 * and what waits for this process comes in between.
 */
async function judge(ctx: OperationContext, { migration, when, subscriptions }: Asked): Promise<Judged[]> {
  const { tenant_id } = ctx;
  const at = ctx.clock.now();
  const judged: Judged[] = [];
  for (let from = 0; from < subscriptions.length; from += CHUNK) {
    const chunk = subscriptions.slice(from, from + CHUNK);
    const ids = chunk.map(({ id }) => id);
    // A change takes back what is billed of days that have not begun, so it is planned from before that, which stays as it is.
    const loaded = await takeBack(ctx, async (tx) => {
      const client = sqlClientOf(tx);
      await goBackFromEarly(client, tenant_id, ids, at);
      return loadStates(client, tenant_id, ids, { lock: false });
    });
    const states = new Map(loaded.map((state) => [state.id, state]));
    for (const [place, { id, customer }] of chunk.entries()) {
      if (place % IN_ONE_GO === 0) await setImmediate();
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
