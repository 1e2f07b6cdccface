import type { OperationContext } from '../../packages/api/src/context.ts';
import { importUsage } from '../../packages/api/src/usage/import-usage.ts';
import { recordUsage } from '../../packages/api/src/usage/record-usage.ts';
import { addDays } from '../../packages/billing-core/src/time/index.ts';
import { RecordUsage } from '../../packages/billing-core/src/usage/index.ts';
import type { StoryDay } from './calendar.ts';
import { CUSTOMERS, type DemoCustomer } from './customers.ts';
import { quantitiesOf } from './usage.ts';

/** This one hands in a file when the month is over; all others send what they use. */
const BY_FILE = 'C-001';

const METERED = CUSTOMERS.filter(({ plan }) => plan === 'platform');

type UsageRow = { id: string; external_customer_id: string; meter: string; quantity: number; occurred_at: string };

/**
 * What was used since the last delivery, up to yesterday, and on the first of a month the file of the month before. Gateways
 * deliver on Mondays, before a period is billed, and today.
 */
export async function deliverUsage(ctx: OperationContext, day: StoryDay, told: readonly StoryDay[]): Promise<void> {
  if (!isDelivery(day)) return;
  const before = told.findLastIndex((one) => one.index < day.index && isDelivery(one));
  const days = told.slice(Math.max(0, before), day.index);
  const sending = METERED.filter(({ external_id }) => external_id !== BY_FILE);
  const records = days.flatMap((one) => sending.flatMap((customer) => rowsOf(customer, one)));
  if (records.length > 0) await recordUsage(ctx, RecordUsage.parse({ records }));
  if (day.day_of_month === 1) await handIn(ctx, day, told);
}

function isDelivery({ index, left, weekday, day_of_month }: StoryDay): boolean {
  const bills = METERED.some(
    ({ calendar, since_day }) => !calendar && since_day < index && billsOn(since_day, day_of_month),
  );
  return weekday === 1 || day_of_month === 1 || left === 0 || bills;
}

/** The story begins on the first of a month; who came on its fifth day is billed on the fifth. */
function billsOn(since_day: number, day_of_month: number): boolean {
  return since_day < 28 && since_day + 1 === day_of_month;
}

async function handIn(ctx: OperationContext, day: StoryDay, told: readonly StoryDay[]): Promise<void> {
  const month = addDays(day.date, -1).slice(0, 7);
  const file_name = `usage-${month}.csv`;
  const customer = METERED.find(({ external_id }) => external_id === BY_FILE);
  const rows = told
    .filter(({ date }) => date.startsWith(month))
    .flatMap((one) => (customer ? rowsOf(customer, one) : []));
  if (rows.length === 0 || (await isIn(ctx, file_name))) return;
  const lines = rows.map((row) => Object.values(row).join(','));
  // The first file was made by hand, and shows.
  if (day.index < 40)
    lines.push(
      `${month}-slip,${BY_FILE},tokens,many,${month}-15T15:00:00Z`,
      `${month}-zone,${BY_FILE},tokens,100,${month}-15`,
    );
  const text = ['id,external_customer_id,meter,quantity,occurred_at', ...lines, ''].join('\n');
  await importUsage(ctx, { file_name, format: 'csv', content: chunksOf(text) });
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function isIn({ db, tenant_id }: OperationContext, file_name: string): Promise<boolean> {
  return (await db.withTenant(tenant_id, (tx) => tx.usageImport.count({ where: { tenant_id, file_name } }))) > 0;
}

function rowsOf(customer: DemoCustomer, { index, date, weekday }: StoryDay): UsageRow[] {
  const { external_id, since_day, leaves_day } = customer;
  if (index < since_day || (leaves_day !== null && index >= leaves_day)) return [];
  const { tokens, requests } = quantitiesOf(customer, index, weekday);
  const row = (meter: string, quantity: number) => ({
    id: `${date}-${external_id}-${meter}`,
    external_customer_id: external_id,
    meter,
    quantity,
    occurred_at: `${date}T15:00:00Z`,
  });
  return [row('tokens', tokens), row('requests', requests)];
}
