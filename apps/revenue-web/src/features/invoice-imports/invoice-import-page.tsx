import { Link } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { type FileHead, readHead } from '../csv-import/read-head.ts';
import { UploadProgress } from '../usage/upload-progress.tsx';
import { ColumnMapping, ImportRules } from './column-mapping.tsx';
import { FIELD_WORDS, type ImportChoices, missingFields, suggestChoices } from './import-choices.ts';
import { useInvoiceUpload } from './use-invoice-upload.ts';

type Chosen = { file: File; head: FileHead; choices: ImportChoices };

/** The file that was chosen, with what its columns suggest. */
function useChosen(forget: () => void) {
  const { currency } = useFormat();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const choose = async (file: File) => {
    forget();
    const head = await readHead(file);
    setChosen({ file, head, choices: suggestChoices(head.header, currency) });
  };
  const change = (choices: ImportChoices) => setChosen((before) => (before === null ? null : { ...before, choices }));
  return { chosen, choose, change };
}

function WhatHappens() {
  return (
    <Card title="What happens">
      <ul className="flex list-disc flex-col gap-2 pl-4 text-ink-soft text-sm">
        <li>Rows of one number are one document. It is taken whole, or refused whole with the reason of each row.</li>
        <li>Invoices keep their numbers and come in paid, with a payment on their day. Nobody gets a mail.</li>
        <li>Customers and products that are not known yet are made, by your own ids.</li>
        <li>The same file again adds nothing. Other content under a number that is in is refused.</li>
      </ul>
    </Card>
  );
}

function Send({ chosen, upload }: { chosen: Chosen; upload: ReturnType<typeof useInvoiceUpload> }) {
  const missing = missingFields(chosen.choices);
  if (upload.sent !== null)
    return <UploadProgress sent={upload.sent} size={chosen.file.size} onCancel={upload.cancel} />;
  return (
    <div className="flex flex-wrap items-center justify-end gap-4">
      {missing.length > 0 ? (
        <p className="text-ink-soft text-sm">
          Choose a column for {missing.map((field) => FIELD_WORDS[field].toLowerCase()).join(', ')}.
        </p>
      ) : null}
      <Button
        variant="primary"
        disabled={missing.length > 0}
        onClick={() => upload.start(chosen.file, chosen.choices)}
        icon={<Upload aria-hidden />}
      >
        Import the file
      </Button>
    </div>
  );
}

export function InvoiceImportPage() {
  const upload = useInvoiceUpload();
  const { chosen, choose, change } = useChosen(upload.forget);
  return (
    <>
      <PageHeader
        title="Import invoices"
        parent={{ label: 'Invoices', link: { to: '/invoices' } }}
        description="Past invoices from a CSV, a line each: say which column is which, and see what became of every row."
        actions={
          <Button asChild>
            <Link to="/invoices/imports">Earlier imports</Link>
          </Button>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <div className="flex flex-col gap-4 pt-2">
              <FileDrop
                label="Drop a CSV here, or choose one"
                hint="UTF-8, with a header, up to 512 MiB"
                accept=".csv,text/csv"
                file={chosen?.file ?? null}
                onFile={choose}
                disabled={upload.sent !== null}
              />
              <FormProblem error={upload.error} />
            </div>
          </Card>
          {chosen && chosen.head.header.length === 0 ? (
            <Callout tone="warning" title="The file is empty">
              Its first line names the columns.
            </Callout>
          ) : null}
          {chosen && chosen.head.header.length > 0 ? (
            <>
              <Card title="Columns" description="What each column of the file says.">
                <ColumnMapping head={chosen.head} choices={chosen.choices} onChange={change} />
              </Card>
              <Card title="What no column says">
                <ImportRules choices={chosen.choices} onChange={change} />
              </Card>
              <Send chosen={chosen} upload={upload} />
            </>
          ) : null}
        </div>
        <WhatHappens />
      </div>
    </>
  );
}
