import type { Meter } from '@revenue/billing-core/catalog';
import type { Customer } from '@revenue/billing-core/customers';
import { addDays, type LocalDate } from '@revenue/billing-core/time';

export type ExampleParts = {
  meter: Pick<Meter, 'code' | 'property'>;
  customer: Pick<Customer, 'id' | 'external_id'>;
  today: LocalDate;
};

/** A CSV that would be taken as it is: one record of yesterday for the given customer and meter. */
export function exampleFile({ meter, customer, today }: ExampleParts): string {
  const whose: [string, string] = customer.external_id
    ? ['external_customer_id', customer.external_id]
    : ['customer_id', customer.id];
  const columns: [string, string][] = [
    ['id', 'example-1'],
    whose,
    ['meter', meter.code],
    ['quantity', '1'],
    ['occurred_at', `${addDays(today, -1)}T09:30:00Z`],
    [meter.property ?? 'region', 'example'],
  ];
  const line = (cells: string[]) => cells.map(quoted).join(',');
  return `${line(columns.map(([name]) => name))}\n${line(columns.map(([, value]) => value))}\n`;
}

/** A cell that holds a separator, a quote or a line end stands in quotes, its own quotes doubled (RFC 4180). */
const quoted = (cell: string) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
