// pnpm example:language-models FILE — bills a real trace of language-model requests. See README.md beside this file.
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { withServices } from '../../apps/revenue-server/src/cli/with-services.ts';
import { formatMoney, toMinor } from '../../packages/billing-core/src/money/index.ts';
import { type BilledTrace, billTrace, SLUG } from './bill-trace.ts';

const [file] = process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  console.error(`${file === undefined ? 'Name the file of the trace' : `There is no file ${file}`}:
  pnpm example:language-models ../shared/data/azure-llm-trace-code.csv`);
  process.exit(2);
}
const open = () => createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
report(await withServices((services) => billTrace(services, open)));

/** Totals as check.awk prints them on standard output; everything else on the other stream. */
function report({ imports, runs, invoices }: BilledTrace): void {
  for (const { file_name, rows_total, rows_accepted, rows_duplicate, rows_rejected } of imports) {
    console.error(
      `${file_name}: ${rows_total} records, ${rows_accepted} new, ${rows_duplicate} known, ${rows_rejected} rejected`,
    );
  }
  for (const [at, made] of runs.entries()) console.error(`Billing run ${at + 1}: ${made} invoices`);
  const numbers = invoices.map(({ invoice_number }) => invoice_number).toSorted();
  console.error(`${invoices.length} invoices, ${numbers[0]} to ${numbers.at(-1)}, in the tenant ${SLUG}`);
  for (const { external_id, total } of invoices) console.log(`${external_id} ${total.toFixed(2)}`);
  const sum = invoices.reduce((minor, { total }) => minor + toMinor(String(total), 'USD', 'half_up'), 0n);
  console.error(`In all ${formatMoney(sum, 'USD', 'en-US')}`);
}
