import type { DemoCustomer } from './customers.ts';

/**
 * What a customer used on a day of the story: more from month to month, less at weekends, less and less before it leaves,
 * and never quite the same. Made from the day and the customer alone, so that the demo is the same on every machine.
 */
export function quantitiesOf(
  customer: DemoCustomer,
  day: number,
  weekday: number,
): { tokens: number; requests: number } {
  const { size, since_day, leaves_day } = customer;
  const growth = 100 + Math.round((day - since_day) / 3);
  const waning = leaves_day === null ? 100 : Math.max(10, Math.min(100, leaves_day - day));
  const rest = weekday === 6 || weekday === 7 ? 35 : 100;
  const swing = 80 + ((day * 37 + size * 53) % 41);
  const requests = Math.round((size * 900 * growth * waning * rest * swing) / 100_000_000);
  return { tokens: requests * (130 + ((day * 11 + size * 7) % 60)), requests };
}
