/** Currencies in the order in which every page offers them: the company's own, then the others by their letters. */
export function ownFirst(currencies: readonly string[], own: string): string[] {
  const others = currencies.filter((currency) => currency !== own).sort();
  return currencies.includes(own) ? [own, ...others] : others;
}
