import type { EXISTING_RECORDS, ImportFault } from '@revenue/billing-core/wire';

/** What all reports of an import say, whatever was imported. */
export type CsvReport = {
  dry_run: boolean;
  rows_total: number;
  created: number;
  updated: number;
  skipped: number;
  refused: number;
  ignored_columns: string[];
  faults: ImportFault[];
};

export type Existing = (typeof EXISTING_RECORDS)[number];

/** Which column holds which field. */
export type Mapping = Record<string, string>;
