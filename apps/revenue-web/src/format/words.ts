/** 'half_year' -> 'Half year'. Wire words are written for people in one way everywhere. */
export function humanize(word: string): string {
  const spaced = word.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** counted(1, 'invoice') is '1 invoice'; counted(3, 'invoice') is '3 invoices'. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}

/** 12345 is '12,345'; where counting stopped at a limit, more than that is '10,000+'. */
export function countText(count: number, limit = Number.POSITIVE_INFINITY): string {
  return count > limit ? `${limit.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
}

/** The unit of a meter beside its quantity: 1 'token', 2 'tokens'. Signs such as GB, kWh or ms have no plural. */
export function unitsOf(quantity: number | string, unit: string): string {
  return Number(quantity) === 1 || /[A-Z]|s$|^.?$/.test(unit) ? unit : `${unit}s`;
}

/** How often, as an adverb of a price: 'month', 1 -> 'per month'; 3 -> 'every 3 months'. */
export function everyInterval(interval: string, count: number): string {
  const word = interval.replaceAll('_', '-');
  return count === 1 ? `per ${word}` : `every ${count} ${word}s`;
}

/** 'net_30' -> 'Net 30 days'. */
export function paymentTerms(terms: string): string {
  const net = /^net_(\d+)$/.exec(terms);
  if (net) return `Net ${net[1]} days`;
  return humanize(terms);
}
