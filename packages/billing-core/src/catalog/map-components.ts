/** What of a component says which one it is, whatever it costs. Of a view or a row alike. */
export type MappableComponent = {
  id: string;
  kind: string;
  name: string;
  product_id: string | null;
  meter_id: string | null;
};

/** Why two components are taken for the same thing. */
export type MappedBy = 'meter' | 'product' | 'name' | 'position';

export type ComponentMapping = { from_id: string; to_id: string | null; by: MappedBy | null };

/**
 * Which component of one version follows which of another, so that who moves from the one to the other keeps quantities
 * and usage: the same meter, else the same product, else the same name, else the only ones left of their kind, in their
 * order. Each is followed by one at most; one that nothing follows ends, and what follows nothing is new.
 *
 * @example
 * const fee = (id, name) => ({ id, kind: 'recurring', name, product_id: null, meter_id: null });
 * const calls = (id) => ({ id, kind: 'usage', name: 'Calls', product_id: null, meter_id: 'calls' });
 * const mapping = mapComponents([fee('a', 'Base'), calls('b')], [calls('c'), fee('d', 'Platform')]);
 * mapping.map(({ from_id, to_id, by }) => [from_id, to_id, by]) // [['a', 'd', 'position'], ['b', 'c', 'meter']]
 */
export function mapComponents(
  from: readonly MappableComponent[],
  to: readonly MappableComponent[],
): ComponentMapping[] {
  const found = new Map<string, { to_id: string; by: MappedBy }>();
  const taken = new Set<string>();
  for (const by of ['meter', 'product', 'name', 'position'] as const) {
    for (const component of from) {
      if (found.has(component.id)) continue;
      const next = to.find((other) => !taken.has(other.id) && isSame(component, other, by));
      if (next === undefined) continue;
      found.set(component.id, { to_id: next.id, by });
      taken.add(next.id);
    }
  }
  return from.map(({ id }) => ({ from_id: id, to_id: null, by: null, ...found.get(id) }));
}

function isSame(one: MappableComponent, other: MappableComponent, by: MappedBy): boolean {
  if (one.kind !== other.kind) return false;
  // Usage of another meter is another thing, and never follows by its name or place.
  if (one.meter_id !== other.meter_id) return false;
  switch (by) {
    case 'meter':
      return one.meter_id !== null;
    case 'product':
      return one.product_id !== null && one.product_id === other.product_id;
    case 'name':
      return one.name.trim().toLowerCase() === other.name.trim().toLowerCase();
    case 'position':
      return true;
  }
}
