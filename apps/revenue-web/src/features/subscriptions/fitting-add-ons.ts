import type { Plan, PlanVersion } from '@revenue/billing-core/catalog';
import { isWholeMultiple } from '@revenue/billing-core/time';

type Terms = Pick<PlanVersion, 'currency' | 'interval' | 'interval_count'>;

/** The add-ons of a list that go with a plan: in its currency, in periods that each begin with one of its own. */
export function fittingAddOns(plans: readonly Plan[], terms: Terms): Plan[] {
  return plans.filter(
    ({ kind, latest_version }) =>
      kind === 'addon' &&
      latest_version.currency === terms.currency &&
      latest_version.components.every(
        (component) => component.kind === 'one_time' || isWholeMultiple(periodOf(component, latest_version), terms),
      ),
  );
}

function periodOf({ interval, interval_count }: PlanVersion['components'][number], version: PlanVersion) {
  return interval ? { interval, interval_count: interval_count ?? 1 } : version;
}
