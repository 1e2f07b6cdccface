import { billingRun } from './billing-run.ts';
import type { Command } from './command.ts';
import { customersImport } from './customers-import.ts';
import { doctor } from './doctor.ts';
import { invoicesImport } from './invoices-import.ts';
import { keyCreate } from './key-create.ts';
import { memberAdd } from './member-add.ts';
import { metricsRebuild } from './metrics-rebuild.ts';
import { productsImport } from './products-import.ts';
import { reportsRebuild } from './reports-rebuild.ts';
import { tenantCreate } from './tenant-create.ts';
import { usageImport } from './usage-import.ts';
import { verify } from './verify.ts';

/** Every command, in the order of a first day. */
export const COMMANDS: readonly Command[] = [
  tenantCreate,
  memberAdd,
  keyCreate,
  customersImport,
  productsImport,
  usageImport,
  invoicesImport,
  billingRun,
  verify,
  reportsRebuild,
  metricsRebuild,
  doctor,
];
