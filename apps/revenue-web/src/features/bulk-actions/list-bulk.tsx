import { MAX_EXPORT_IDS } from '@revenue/billing-core/wire';
import { ExportButton, type ExportFile } from '../../list/export-button.tsx';
import type { Address } from '../../list/view-search.ts';
import { BulkBar, type BulkBarProps } from './bulk-bar.tsx';
import { BulkSheet } from './bulk-sheet.tsx';

export type ListBulkProps = Omit<BulkBarProps, 'children'> & {
  /** What the chosen rows can be downloaded as. */
  files: readonly [ExportFile, ...ExportFile[]];
  sort: string;
  search: Address;
};

/** What is done with the rows of a list that are chosen, and the report of it. */
export function ListBulk({ files, sort, search, ...bar }: ListBulkProps) {
  const { all, ids } = bar.selection;
  return (
    <>
      <BulkBar {...bar}>
        {!all && ids.length <= MAX_EXPORT_IDS ? (
          <ExportButton small files={files} query={{ sort, ids: ids.join(',') }} count={ids.length} />
        ) : null}
      </BulkBar>
      <BulkSheet id={search.bulk} cursor={search.cursor} />
    </>
  );
}
