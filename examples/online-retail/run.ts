// pnpm example:online-retail FILE — imports a month of real invoices twice. See README.md beside this file.
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { withServices } from '../../apps/revenue-server/src/cli/with-services.ts';
import type { InvoiceImportReport } from '../../packages/billing-core/src/invoice-imports/index.ts';
import { importRetail, SLUG } from './import-retail.ts';

const [file] = process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  console.error(`${file === undefined ? 'Name the file' : `There is no file ${file}`}:
  pnpm example:online-retail ../shared/data/online-retail-2010-12.csv`);
  process.exit(2);
}
const imported = await withServices((services) => importRetail(services, basename(file), () => createReadStream(file)));
for (const { report, seconds } of imported.imports) say(report, seconds);
for (const { country, invoices, invoiced, credit_notes, credited } of imported.sums)
  console.log(`${country} ${invoices} ${invoiced.toFixed(2)} ${credit_notes} ${credited.toFixed(2)}`);

/** The sums stand as check.awk prints them on the standard output; everything else on the other stream. */
function say(report: InvoiceImportReport, seconds: number): void {
  const { rows_total, rows_accepted, rows_known, rows_refused, invoices, credit_notes, customers, products } = report;
  console.error(
    `${rows_total} rows in ${seconds.toFixed(1)} s: ${rows_accepted} taken, ${rows_known} known, ${rows_refused} refused; ` +
      `${invoices} invoices, ${credit_notes} credit notes, ${customers} customers, ${products} products in the tenant ${SLUG}`,
  );
  for (const { rows, documents, says } of report.refused)
    console.error(`  ${rows} rows of ${documents} documents: ${says}`);
}
