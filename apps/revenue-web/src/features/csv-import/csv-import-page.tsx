import { Link, type LinkOptions } from '@tanstack/react-router';
import { Download, ListChecks, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { saveFile } from '../../api/save-file.ts';
import { counted } from '../../format/words.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import type { CsvReport, Existing, Mapping } from './csv-report.ts';
import { FieldMapping } from './field-mapping.tsx';
import { ImportReport, type TakenRow } from './import-report.tsx';
import { type FileHead, readHead } from './read-head.ts';
import { useCsvImport } from './use-csv-import.ts';

export type CsvImportProps<Report extends CsvReport> = {
  noun: 'customer' | 'product';
  /** Where the file is sent. */
  path: string;
  list: LinkOptions;
  columns: readonly string[];
  fieldOf: (heading: string) => string | null;
  /** What a file needs, said beside it. */
  needs: ReactNode;
  example: () => string;
  takenRows: (report: Report) => TakenRow[];
  onTaken: () => Promise<unknown>;
};

const existingOptions = [
  { value: 'skip', label: 'Leave them as they are' },
  { value: 'update', label: 'Change what the file says' },
] satisfies { value: Existing; label: string }[];

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function Columns({
  noun,
  columns,
  needs,
  example,
}: Pick<CsvImportProps<CsvReport>, 'noun' | 'columns' | 'needs' | 'example'>) {
  const save = () => saveFile(new Blob([example()], { type: 'text/csv' }), `${noun}s-example.csv`);
  return (
    <Card title="What the file holds" description="The first line names the columns, in any order.">
      <p className="text-ink-soft text-xs leading-5">{needs}</p>
      <p className="mt-2.5 flex flex-wrap gap-1">
        {columns.map((column) => (
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

const takenOf = (report: CsvReport | null) => (report ? report.created + report.updated : 0);

/** What the check says, or what was done. */
function Outcome<Report extends CsvReport>({
  noun,
  list,
  report,
  takenRows,
}: Pick<CsvImportProps<Report>, 'noun' | 'list' | 'takenRows'> & { report: Report | null }) {
  const taken = takenOf(report);
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      {report && !report.dry_run ? (
        <Callout
          tone="success"
          title={`${counted(report.created, noun)} added, ${report.updated} changed`}
          action={
            <Button asChild size="sm">
              <Link {...list}>See the {noun}s</Link>
            </Button>
          }
        />
      ) : null}
      {report?.dry_run ? (
        <Callout title="Nothing is written yet">
          {taken > 0 ? 'This is what the import would do.' : 'There is nothing in the file that can be taken.'}
        </Callout>
      ) : null}
      {report ? <ImportReport noun={noun} report={report} rows={takenRows(report)} /> : null}
    </div>
  );
}

function KnownRecords({
  noun,
  value,
  onChange,
}: {
  noun: string;
  value: Existing;
  onChange: (next: Existing) => void;
}) {
  return (
    <Field label={`${capitalized(noun)}s that are known already`} className="sm:max-w-72">
      <Select
        options={existingOptions}
        value={value}
        onChange={(event) => onChange(event.target.value === 'update' ? 'update' : 'skip')}
      />
    </Field>
  );
}

type ActionsProps = {
  noun: string;
  taken: number;
  report: CsvReport | null;
  busy: 'check' | 'import' | null;
  disabled: boolean;
  submit: (dry_run: boolean) => void;
};

function Actions({ noun, taken, report, busy, disabled, submit }: ActionsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button
        variant={report ? 'secondary' : 'primary'}
        disabled={disabled || busy !== null}
        busy={busy === 'check'}
        onClick={() => submit(true)}
        icon={<ListChecks aria-hidden />}
      >
        Check the file
      </Button>
      {report?.dry_run && taken > 0 ? (
        <Button
          variant="primary"
          disabled={disabled || busy !== null}
          busy={busy === 'import'}
          onClick={() => submit(false)}
          icon={<Upload aria-hidden />}
        >
          Import {counted(taken, noun)}
        </Button>
      ) : null}
    </div>
  );
}

/** Takes a file of records: chosen, its columns named, checked, and then taken. */
export function CsvImportPage<Report extends CsvReport>(props: CsvImportProps<Report>) {
  const { noun, path, list, columns, fieldOf, onTaken } = props;
  const [file, setFile] = useState<File | null>(null);
  const [head, setHead] = useState<FileHead | null>(null);
  const [mapping, setMapping] = useState<Mapping>({});
  const [existing, setExisting] = useState<Existing>('skip');
  const { report, error, busy, send, forget } = useCsvImport<Report>(path, onTaken);
  const taken = takenOf(report);
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setMapping({});
    forget();
    setHead(chosen && (await readHead(chosen)));
  };
  const submit = (dry_run: boolean) => file && send(file, { existing, mapping, dry_run });
  return (
    <>
      <PageHeader
        title={`Import ${noun}s`}
        parent={{ label: `${capitalized(noun)}s`, link: list }}
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
                onFile={choose}
                disabled={busy !== null}
              />
              {head ? (
                <FieldMapping
                  {...{ head, columns, fieldOf, mapping }}
                  onChange={(next) => {
                    setMapping(next);
                    forget();
                  }}
                />
              ) : null}
              <KnownRecords
                noun={noun}
                value={existing}
                onChange={(next) => {
                  setExisting(next);
                  forget();
                }}
              />
              <FormProblem error={error} />
              <Actions noun={noun} taken={taken} report={report} busy={busy} disabled={!file} submit={submit} />
            </div>
          </Card>
          <Outcome {...props} report={report} />
        </div>
        <Columns {...props} />
      </div>
    </>
  );
}
