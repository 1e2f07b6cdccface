// What the usage test uploads, and what it has to cost: worked out unit by unit, with nothing of the product.

export const monthlyFee = 20;
/** Per 1,000. */
export const tiers = [
  { up_to: 10_000, unit_amount: 0.5 },
  { up_to: 50_000, unit_amount: 0.3 },
  { up_to: null, unit_amount: 0.2 },
];

type Row = { id: string; customer: string; quantity: number; at: string; region: string; november: boolean };

const at = (index: number) =>
  `2023-11-${String(1 + (index % 29)).padStart(2, '0')}T${String(index % 24).padStart(2, '0')}:15:00Z`;

/** Forty records over two customers, and those at the edges of the month. */
const rows: Row[] = [
  ...Array.from({ length: 40 }, (_, index) => ({
    id: `e2e-${index}`,
    customer: index % 2 === 0 ? 'e2e-larkspur' : 'e2e-fennel',
    quantity: index % 2 === 0 ? 2600 + 17 * index : 37 * index + 1,
    at: at(index),
    region: 'us-east',
    november: true,
  })),
  { id: 'e2e-first', customer: 'e2e-larkspur', quantity: 11, at: '2023-11-01T00:00:00Z', region: '', november: true },
  // Half past midnight in Stockholm is still November where the customer is.
  {
    id: 'e2e-late',
    customer: 'e2e-larkspur',
    quantity: 13,
    at: '2023-12-01T00:00:00+01:00',
    region: 'eu-north',
    november: true,
  },
  {
    id: 'e2e-after',
    customer: 'e2e-larkspur',
    quantity: 9000,
    at: '2023-12-01T00:00:00Z',
    region: '',
    november: false,
  },
];

const notPlain = 'is not a plain decimal number; write it like 1234.5';

export const brokenRows = [
  { row: 'e2e-b1,e2e-larkspur,e2e_tokens', column: '–', reason: 'has 3 columns where the header has 6' },
  { row: 'e2e-b2,e2e-larkspur,e2e_tokens,many,2023-11-03T10:00:00Z,', column: 'quantity', reason: notPlain },
  {
    row: 'e2e-b3,e2e-nobody,e2e_tokens,5,2023-11-03T10:00:00Z,',
    column: 'external_customer_id',
    reason: 'there is no customer "e2e-nobody"',
  },
  { row: 'e2e-b4,e2e-larkspur,e2e_tokens,5,2023-11-03 10:00:00,', column: 'occurred_at', reason: 'zone' },
  { row: 'e2e-b5,e2e-larkspur,e2e_tokens,1e400,2023-11-03T10:00:00Z,', column: 'quantity', reason: notPlain },
  { row: 'e2e-b6,e2e-larkspur,e2e_words,5,2023-11-03T10:00:00Z,', column: 'meter', reason: 'there is no meter' },
  { row: ',e2e-larkspur,e2e_tokens,5,2023-11-03T10:00:00Z,', column: 'id', reason: 'is missing' },
];

export function fileOfUsage(): { text: string; good: number; twice: number } {
  const lines = rows.map((row) => [row.id, row.customer, 'e2e_tokens', row.quantity, row.at, row.region].join(','));
  const again = lines.slice(0, 2);
  const header = 'id,external_customer_id,meter,quantity,occurred_at,region';
  const text = [header, ...lines, ...again, ...brokenRows.map(({ row }) => row), ''].join('\n');
  return { text, good: rows.length, twice: again.length };
}

export function usedInNovember(customer: string): number {
  return rows
    .filter((row) => row.customer === customer && row.november)
    .reduce((used, { quantity }) => used + quantity, 0);
}

/** Every unit by itself, in hundred-thousandths of a dollar; cents at the end, half a cent up. */
export function spentBy(customer: string): { usage: string; total: string } {
  let spent = 0;
  for (let unit = 1; unit <= usedInNovember(customer); unit += 1)
    spent += unit <= 10_000 ? 50 : unit <= 50_000 ? 30 : 20;
  const cents = Math.floor((spent + 500) / 1000);
  return { usage: inDollars(cents), total: inDollars(cents + monthlyFee * 100) };
}

const inDollars = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
