import { formatNumber, numberPeriod, numberRestart } from '@revenue/billing-core/invoices';
import { addDays, addIntervals, type LocalDate, localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { NumberedKind } from './numbered-kind.ts';

interface NumberedTenant {
  id: string;
  time_zone: string;
}

/** Stands for the customer in a number that is shown before there is one. */
const EXAMPLE_CUSTOMER = 'ACME';

/** The numbers that the next documents of today would get. Reserves nothing. */
export async function nextNumbers(
  tx: Tx,
  kind: NumberedKind,
  tenant: NumberedTenant,
  format: string,
  now: Date,
  count: number,
): Promise<string[]> {
  return numbersOn(tx, kind, tenant, format, localDateAt(now, tenant.time_zone), count);
}

/** The first number of the next year, month or day, whichever the format counts by; null when it never starts again. */
export async function firstNumberAfterRestart(
  tx: Tx,
  kind: NumberedKind,
  tenant: NumberedTenant,
  format: string,
  now: Date,
): Promise<string | null> {
  const day = nextStart(format, localDateAt(now, tenant.time_zone));
  if (day === null) return null;
  const [first = null] = await numbersOn(tx, kind, tenant, format, day, 1);
  return first;
}

function nextStart(format: string, today: LocalDate): LocalDate | null {
  switch (numberRestart(format)) {
    case 'never':
      return null;
    case 'yearly':
      return addIntervals(`${today.slice(0, 4)}-01-01`, 'year', 1, 1);
    case 'monthly':
      return addIntervals(`${today.slice(0, 7)}-01`, 'month', 1, 1);
    case 'daily':
      return addDays(today, 1);
  }
}

async function numbersOn(
  tx: Tx,
  kind: NumberedKind,
  tenant: NumberedTenant,
  format: string,
  issueDate: LocalDate,
  count: number,
): Promise<string[]> {
  const period = numberPeriod(format, issueDate);
  const counter = await tx.numberCounter.findFirst({ where: { tenant_id: tenant.id, kind, period } });
  const last = counter?.last_value ?? 0n;
  return Array.from({ length: count }, (_, at) =>
    formatNumber(format, { sequence: last + BigInt(at + 1), issueDate, customerCode: EXAMPLE_CUSTOMER }),
  );
}
