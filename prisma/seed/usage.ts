import type { DemoCustomer } from './customers.ts';

/**
 * What a customer used on a day of the story: more from month to month, less at weekends, and never quite the same.
 * Made from the day and the customer alone, so that the demo is the same on every machine.
 */
export function quantitiesOf(
  customer: DemoCustomer,
  day: number,
  weekday: number,
): { tokens: number; requests: number } {
  const size = 1 + (Number(customer.external_id.slice(2)) % 4);
  const growth = 100 + day;
  const rest = weekday === 6 || weekday === 7 ? 35 : 100;
  const swing = 80 + ((day * 37 + size * 53) % 41);
  const requests = Math.round((size * 420 * growth * rest * swing) / 1_000_000);
  return { tokens: requests * (130 + ((day * 11 + size * 7) % 60)), requests };
}
