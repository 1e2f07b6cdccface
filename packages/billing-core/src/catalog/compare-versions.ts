import { type MappedBy, mapComponents } from './map-components.ts';
import type { PlanComponent, PlanVersion } from './plan-schema.ts';

/** A fact that differs: its path in the version or component, and what it was and is. null where it is not said. */
export type Difference = {
  field: string;
  before: string | number | boolean | null;
  after: string | number | boolean | null;
};

export type ComponentDifference = {
  state: 'same' | 'changed' | 'added' | 'removed';
  before: PlanComponent | null;
  after: PlanComponent | null;
  /** Why the two are taken for the same component. */
  by: MappedBy | null;
  changes: Difference[];
};

export type VersionDifferences = { terms: Difference[]; components: ComponentDifference[] };

type Compared = Pick<PlanVersion, 'currency' | 'interval' | 'interval_count' | 'trial_days' | 'components'>;

const TERMS = ['currency', 'interval', 'interval_count', 'trial_days'] as const;

/**
 * What differs between two versions of a plan: its terms, and component by component, paired as subscribers would be
 * moved from the one to the other. Those of the second come first, in its order, then what it does not have any more.
 *
 * @example
 * const base = { id: 'a', kind: 'recurring', name: 'Base', timing: 'advance', product_id: null, meter: null, interval: null,
 *   interval_count: null, pricing: { model: 'flat', amount: 20 } };
 * const version = { currency: 'USD', interval: 'month', interval_count: 1, trial_days: 0, components: [base] };
 * const next = { ...version, trial_days: 14, components: [{ ...base, id: 'b', pricing: { model: 'flat', amount: 25 } }] };
 * compareVersions(version, next).terms // [{ field: 'trial_days', before: 0, after: 14 }]
 * compareVersions(version, next).components[0].changes // [{ field: 'pricing.amount', before: 20, after: 25 }]
 */
export function compareVersions(from: Compared, to: Compared): VersionDifferences {
  const mapping = mapComponents(from.components.map(mappable), to.components.map(mappable));
  const followed = to.components.map((after): ComponentDifference => {
    const pair = mapping.find(({ to_id }) => to_id === after.id);
    const before = from.components.find(({ id }) => id === pair?.from_id) ?? null;
    if (before === null) return { state: 'added', before, after, by: null, changes: [] };
    const changes = differences(factsOf(before), factsOf(after));
    return { state: changes.length === 0 ? 'same' : 'changed', before, after, by: pair?.by ?? null, changes };
  });
  const ended = from.components
    .filter(({ id }) => mapping.find(({ from_id }) => from_id === id)?.to_id === null)
    .map((before): ComponentDifference => ({ state: 'removed', before, after: null, by: null, changes: [] }));
  const terms = TERMS.flatMap((field) => difference(field, from[field], to[field]));
  return { terms, components: [...followed, ...ended] };
}

const mappable = ({ id, kind, name, product_id, meter }: PlanComponent) => ({
  id,
  kind,
  name,
  product_id,
  meter_id: meter?.id ?? null,
});

function factsOf({ name, timing, product_id, interval, interval_count, pricing }: PlanComponent) {
  return flatten({ name, timing, product_id, interval, interval_count, pricing });
}

type Fact = Difference['before'];

/** Every leaf under its path: pricing.tiers[1].unit_amount. */
function flatten(value: unknown, path = ''): Map<string, Fact> {
  const inner = Array.isArray(value)
    ? value.map((item, at) => [`${path}[${at}]`, item] as const)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, item]) => [path === '' ? key : `${path}.${key}`, item] as const)
      : null;
  if (inner === null) return new Map([[path, (value ?? null) as Fact]]);
  return new Map(inner.flatMap(([key, item]) => [...flatten(item, key)]));
}

function differences(before: Map<string, Fact>, after: Map<string, Fact>): Difference[] {
  const fields = [...before.keys(), ...[...after.keys()].filter((field) => !before.has(field))];
  return fields.flatMap((field) => difference(field, before.get(field) ?? null, after.get(field) ?? null));
}

function difference(field: string, before: Fact, after: Fact): Difference[] {
  return before === after ? [] : [{ field, before, after }];
}
