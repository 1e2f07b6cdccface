import { CUSTOMER_COLUMNS, type CustomerImportReport, type ImportCustomers } from '@revenue/billing-core/customers';
import { Link } from '@tanstack/react-router';
import { Download, ListChecks, Upload } from 'lucide-react';
import { useState } from 'react';
import { saveFile } from '../../../api/save-file.ts';
import { counted } from '../../../format/words.ts';
import { FormProblem } from '../../../forms/form-problem.tsx';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { exampleCustomers } from './example-customers.ts';
import { ImportReport } from './import-report.tsx';
import { useCustomerImport } from './use-customer-import.ts';

type Existing = ImportCustomers['existing'];

const existingOptions = [
  { value: 'skip', label: 'Leave them as they are' },
  { value: 'update', label: 'Change what the file says' },
] satisfies { value: Existing; label: string }[];

function Columns() {
  const save = () => saveFile(new Blob([exampleCustomers()], { type: 'text/csv' }), 'customers-example.csv');
  return (
    <Card title="What the file holds" description="The first line names the columns, in any order.">
      <p className="text-ink-soft text-xs leading-5">
        <code className="text-ink">name</code> and <code className="text-ink">email</code> are needed. A customer is
        known by <code>external_id</code>, else by <code>email</code>. An empty cell takes your company’s default, or
        leaves a known customer as it is.
      </p>
      <p className="mt-2.5 flex flex-wrap gap-1">
        {CUSTOMER_COLUMNS.map((column) => (
          <code key={column} className="rounded-sm bg-sunken px-1.5 py-0.5 text-2xs text-ink-soft">
            {column}
          </code>
        ))}
      </p>
      <Button size="sm" className="mt-4" onClick={save} icon={<Download aria-hidden />}>
        Download an example
      </Button>
    </Card>
  );
}

const takenOf = (report: CustomerImportReport | null) => (report ? report.created + report.updated : 0);

/** What the check says, or what was done. */
function Outcome({ report }: { report: CustomerImportReport | null }) {
  const taken = takenOf(report);
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      {report && !report.dry_run ? (
        <Callout
          tone="success"
          title={`${counted(report.created, 'customer')} added, ${report.updated} changed`}
          action={
            <Button asChild size="sm">
              <Link to="/customers">See the customers</Link>
            </Button>
          }
        />
      ) : null}
      {report?.dry_run ? (
        <Callout title="Nothing is written yet">
          {taken > 0 ? 'This is what the import would do.' : 'There is nothing in the file that can be taken.'}
        </Callout>
      ) : null}
      {report ? <ImportReport report={report} /> : null}
    </div>
  );
}

export function CustomerImport() {
  const [file, setFile] = useState<File | null>(null);
  const [existing, setExisting] = useState<Existing>('skip');
  const { report, error, busy, send, forget } = useCustomerImport();
  const taken = takenOf(report);
  return (
    <>
      <PageHeader
        title="Import customers"
        parent={{ label: 'Customers', link: { to: '/customers' } }}
        description="The file is checked first and nothing is written; then good rows go in, bad ones are listed with their reason."
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <div className="flex flex-col gap-4 pt-2">
              <FileDrop
                label="Drop a CSV here, or choose one"
                hint="UTF-8, up to 10 MiB and 20,000 rows"
                accept=".csv,text/csv"
                file={file}
                onFile={(chosen) => {
                  setFile(chosen);
                  forget();
                }}
                disabled={busy !== null}
              />
              <Field label="Customers that are known already" className="sm:max-w-72">
                <Select
                  options={existingOptions}
                  value={existing}
                  onChange={(event) => {
                    setExisting(event.target.value === 'update' ? 'update' : 'skip');
                    forget();
                  }}
                />
              </Field>
              <FormProblem error={error} />
              <div className="flex flex-wrap justify-end gap-2">
                <Button
                  variant={report ? 'secondary' : 'primary'}
                  disabled={!file || busy !== null}
                  busy={busy === 'check'}
                  onClick={() => file && send(file, existing, true)}
                  icon={<ListChecks aria-hidden />}
                >
                  Check the file
                </Button>
                {report?.dry_run && taken > 0 ? (
                  <Button
                    variant="primary"
                    disabled={!file || busy !== null}
                    busy={busy === 'import'}
                    onClick={() => file && send(file, existing, false)}
                    icon={<Upload aria-hidden />}
                  >
                    Import {counted(taken, 'customer')}
                  </Button>
                ) : null}
              </div>
            </div>
          </Card>
          <Outcome report={report} />
        </div>
        <Columns />
      </div>
    </>
  );
}
