import { COUNT_LIMIT } from '@revenue/billing-core/wire';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../api/problem.ts';
import { downloadFile } from '../api/rest.ts';
import { countText } from '../format/words.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';

export type ExportFile = {
  /** Of the REST door, without its base: `/invoices.csv`. */
  path: string;
  label: string;
};

export type ExportButtonProps = {
  files: readonly [ExportFile, ...ExportFile[]];
  /** The filters and the order of the list, as the REST door calls them. */
  query: Record<string, string | boolean | undefined>;
  /** How many rows the first file will have; the list has not said yet when undefined. */
  count: number | undefined;
  /** Beside other small buttons. */
  small?: boolean;
};

/** The list as a file: every row that matches, not only the page in sight. Says how many that is before it is asked for. */
export function ExportButton({ files, query, count, small }: ExportButtonProps) {
  const [busy, setBusy] = useState(false);
  const download = async ({ path, label }: ExportFile) => {
    setBusy(true);
    const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
    await downloadFile(`/api${path}?${new URLSearchParams(set)}`, path.slice(1)).catch((error: unknown) =>
      toast.failed(`The ${label} were not downloaded`, readProblem(error).message),
    );
    setBusy(false);
  };
  const [first, ...others] = files;
  const words = count === undefined ? 'Export' : `Export ${countText(count, COUNT_LIMIT)}`;
  const button = (
    <Button
      busy={busy}
      size={small ? 'sm' : 'md'}
      disabled={!count}
      icon={<Download aria-hidden />}
      aria-label={`${words} ${first.label} as CSV`}
      {...(others.length === 0 ? { onClick: () => download(first) } : {})}
    >
      {words}
    </Button>
  );
  if (others.length === 0) return button;
  return (
    <Menu trigger={button}>
      <MenuLabel>As CSV, all that match</MenuLabel>
      {files.map((file) => (
        <MenuItem key={file.path} icon={<Download aria-hidden />} onSelect={() => download(file)}>
          {file.label.charAt(0).toUpperCase() + file.label.slice(1)}
        </MenuItem>
      ))}
    </Menu>
  );
}
