import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { aggregationKinds } from './aggregation-kinds.ts';
import { calendarKinds } from './calendar-kinds.ts';
import { differences } from './compare.ts';
import { invoiceKinds } from './invoice-kinds.ts';
import type { Adapter, Kinds } from './kind.ts';
import { metricsKinds } from './metrics-kinds.ts';
import { moneyKinds } from './money-kinds.ts';
import { pricingKinds } from './pricing-kinds.ts';
import { prorationKinds } from './proration-kinds.ts';

const Case = z.object({
  id: z.string(),
  kind: z.string(),
  input: z.unknown(),
  expected: z.record(z.string(), z.unknown()),
});
const CaseFile = z.object({ schema_version: z.literal(1), cases: z.array(Case) });

export type GoldenCase = z.infer<typeof Case> & { file: string };
export type CaseResult = { file: string; kind: string; id: string; faults: string[] };

const KINDS: Kinds = {
  ...moneyKinds,
  ...calendarKinds,
  ...pricingKinds,
  ...prorationKinds,
  ...invoiceKinds,
  ...aggregationKinds,
  ...metricsKinds,
};

/** The cases of every .json file in a folder, in the order of the files. */
export function readCases(folder: string): GoldenCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const { cases } = CaseFile.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    return cases.map((found) => ({ ...found, file }));
  });
}

/** Runs a case through the public functions. */
export function runCase({ file, kind, id, input, expected }: GoldenCase): CaseResult {
  return { file, kind, id, faults: judge(KINDS[kind], input, expected) };
}

/** Runs every case of every .json file in a folder through the public functions. */
export function runCases(folder: string): CaseResult[] {
  return readCases(folder).map(runCase);
}

function judge(adapter: Adapter | undefined, input: unknown, expected: Record<string, unknown>): string[] {
  if (adapter === undefined) return ['this kind is not supported'];
  try {
    return differences(expected, adapter(input));
  } catch (error) {
    return [`threw ${String(error)}`];
  }
}
