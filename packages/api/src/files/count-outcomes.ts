import { type ImportFault, SHOWN_IMPORT_ROWS } from '@revenue/billing-core/wire';

type Planned = { outcome: 'create' | 'update' | 'skip' } | { outcome: 'refuse'; faults: ImportFault[] };

/** What became of the rows of a file, counted, and the first reasons why some were refused. */
export function countOutcomes(planned: readonly Planned[]) {
  const count = (outcome: Planned['outcome']) => planned.filter((row) => row.outcome === outcome).length;
  return {
    rows_total: planned.length,
    created: count('create'),
    updated: count('update'),
    skipped: count('skip'),
    refused: count('refuse'),
    faults: planned.flatMap((row) => (row.outcome === 'refuse' ? row.faults : [])).slice(0, SHOWN_IMPORT_ROWS),
  };
}
