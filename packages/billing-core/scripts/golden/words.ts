/**
 * What the library takes as a number: counts, places and ranks. Everything else that a case writes as a JSON number is a
 * quantity or an amount, which the library takes as text.
 */
const NUMBERS: ReadonlySet<string> = new Set([
  'bill_cycle_day',
  'billed_days',
  'billing_day',
  'churned_customers',
  'count',
  'currency_scale',
  'customers',
  'days_in_month',
  'free_transactions',
  'interval_count',
  'own_period_days',
  'parts',
  'period_days',
  'periods',
  'priority',
  'scale',
  'starting_customers',
  'trial_days',
]);

/** The one field whose null says something: a bound that is open. Any other null says that the field is absent. */
const OPEN_BOUND = 'up_to';

/**
 * The input of a case in one spelling: a count may come as `3` or `"3"`, an amount as `"10"` or `10`, an option that is not
 * used may be left out or null.
 */
export function inOneSpelling(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => inOneSpelling(item, field));
  if (typeof value === 'object' && value !== null) {
    const said = Object.entries(value).filter(([key, inner]) => inner !== null || key === OPEN_BOUND);
    return Object.fromEntries(said.map(([key, inner]) => [key, inOneSpelling(inner, key)]));
  }
  if (NUMBERS.has(field)) return typeof value === 'string' ? Number(value) : value;
  return typeof value === 'number' ? String(value) : value;
}
