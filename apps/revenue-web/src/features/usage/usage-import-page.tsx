import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { FileColumns } from './file-columns.tsx';
import { importEndings } from './import-format.ts';
import { UploadProgress } from './upload-progress.tsx';
import { useUsageUpload } from './use-usage-upload.ts';

export function UsageImportPage() {
  const [file, setFile] = useState<File | null>(null);
  const upload = useUsageUpload();
  const busy = upload.sent !== null;
  const choose = (chosen: File) => {
    setFile(chosen);
    upload.forget();
  };
  return (
    <>
      <PageHeader
        title="Import usage"
        parent={{ label: 'Usage', link: { to: '/usage' } }}
        description="Good rows are taken together, wrong rows are listed with their reason. A record counts once by its id, so a file can safely be sent again."
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_380px]">
        <Card>
          <div className="flex flex-col gap-4 pt-2">
            <FileDrop
              label="Drop a file here, or choose one"
              hint="CSV or NDJSON, UTF-8, up to 512 MiB"
              accept={importEndings}
              file={file}
              onFile={choose}
              disabled={busy}
            />
            <FormProblem error={upload.error} />
            {file && upload.sent !== null ? (
              <UploadProgress sent={upload.sent} size={file.size} onCancel={upload.cancel} />
            ) : (
              <Button
                variant="primary"
                className="self-end"
                disabled={!file}
                onClick={() => file && upload.start(file)}
                icon={<Upload aria-hidden />}
              >
                Import the file
              </Button>
            )}
          </div>
        </Card>
        <FileColumns />
      </div>
    </>
  );
}
