/** Parts of an address that say where one is in a list, not how one looks at it. */
const PASSING = new Set(['cursor', 'mail', 'bulk']);

export type Address = Record<string, string | undefined>;

/** What a saved view keeps of an address. */
export function viewSearch(search: Address): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).filter((part): part is [string, string] => Boolean(part[1]) && !PASSING.has(part[0])),
  );
}

/** Whether an address shows a view: the same parts, in whatever order they stand. */
export function showsView(search: Address, view: Record<string, string>): boolean {
  const shown = viewSearch(search);
  const names = new Set([...Object.keys(shown), ...Object.keys(view)]);
  return [...names].every((name) => shown[name] === view[name]);
}

/** The address of a view, with what it does not say taken away. */
export function addressOf(search: Address, view: Record<string, string>): Address {
  return { ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])), ...view };
}
