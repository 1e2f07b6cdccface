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
 * Which component follows which, so that who moves from the ones to the others keeps quantities and usage: the same meter,
 * else the same product, else the same name, else the only one left of its kind on both sides. Where several are left it
 * would be a guess, and five seats would become five of something else. Each is followed by one at most; one that nothing
 * follows ends, and what follows nothing is new. Versions are compared, subscribers moved and plans changed by this one rule.
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
  const pair = (component: MappableComponent, next: MappableComponent | undefined, by: MappedBy) => {
    if (next === undefined) return;
    found.set(component.id, { to_id: next.id, by });
    taken.add(next.id);
  };
  for (const by of ['meter', 'product', 'name'] as const) {
    for (const component of from) {
      if (found.has(component.id)) continue;
      pair(
        component,
        to.find((other) => !taken.has(other.id) && isSame(component, other, by)),
        by,
      );
    }
  }
  for (const kind of ['recurring', 'one_time']) {
    const [old, ...olds] = from.filter((component) => component.kind === kind && !found.has(component.id));
    const [next, ...others] = to.filter((component) => component.kind === kind && !taken.has(component.id));
    if (old !== undefined && olds.length === 0 && others.length === 0) pair(old, next, 'position');
  }
  return from.map(({ id }) => ({ from_id: id, to_id: null, by: null, ...found.get(id) }));
}

function isSame(one: MappableComponent, other: MappableComponent, by: Exclude<MappedBy, 'position'>): boolean {
  if (one.kind !== other.kind) return false;
  // Usage of another meter is another thing, and never follows by its name.
  if (one.meter_id !== other.meter_id) return false;
  switch (by) {
    case 'meter':
      return one.meter_id !== null;
    case 'product':
      return one.product_id !== null && one.product_id === other.product_id;
    case 'name':
      return one.name.trim().toLowerCase() === other.name.trim().toLowerCase();
  }
}
