/** The columns that an address names; all of them where it names none. Words it does not know are forgotten. */
export function shownIds(columns: readonly { id: string }[], chosen: string | undefined): ReadonlySet<string> {
  const all = columns.map(({ id }) => id);
  if (chosen === undefined) return new Set(all);
  const named = new Set(chosen.split(','));
  return new Set(all.filter((id, at) => at === 0 || named.has(id)));
}

export function shownColumns<Column extends { id: string }>(columns: Column[], chosen: string | undefined): Column[] {
  const shown = shownIds(columns, chosen);
  return columns.filter(({ id }) => shown.has(id));
}
