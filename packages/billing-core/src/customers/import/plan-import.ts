import {
  type ImportRow,
  type RefusedRow,
  type RowFault,
  readYesNo,
  refuseRow,
  schemaFaults,
} from '../../wire/index.ts';
import { CreateCustomer, type Customer, CustomerChanges } from '../schema.ts';
import { taxFaults } from '../tax-status.ts';
import type { CustomerColumn, ImportCustomers } from './import-schema.ts';

export type CustomerImportRow = ImportRow<CustomerColumn>;

export type PlannedRow =
  | { outcome: 'create'; line: number; fields: CreateCustomer }
  | { outcome: 'update'; line: number; before: Customer; changes: CustomerChanges; fields: string[] }
  | { outcome: 'skip'; line: number; before: Customer; reason: string }
  | RefusedRow;

export type ImportTerms = {
  /** Every customer, deleted ones too, with an external_id or e-mail address of the file. */
  known: readonly Customer[];
  existing: ImportCustomers['existing'];
  /** Where a row names no country: that of the tenant. */
  country: string;
};

/**
 * What becomes of each row. A customer is known by external_id, else by e-mail address. Cells that are empty say nothing:
 * they take the tenant's defaults for a new customer and leave a known one as it is. Pure: the dry run and the import
 * plan alike.
 */
export function planCustomerImport(rows: readonly CustomerImportRow[], terms: ImportTerms): PlannedRow[] {
  const seen = new Map<string, number>();
  const index = indexOf(terms.known);
  return rows.map((row) => {
    if (row.fault !== undefined) return refuseRow(row, [{ path: '', message: row.fault }]);
    const planned = planRow(row, terms, index);
    if (planned.outcome === 'refuse') return planned;
    const twice = seenBefore(row, planned, seen);
    return twice ? refuseRow(row, [twice]) : planned;
  });
}

type Index = { byExternalId: Map<string, Customer>; byEmail: Map<string, Customer> };

function indexOf(known: readonly Customer[]): Index {
  const live = known.filter((customer) => customer.deleted_at === null);
  return {
    byExternalId: new Map(
      known.flatMap((customer) => (customer.external_id ? [[customer.external_id, customer]] : [])),
    ),
    byEmail: new Map(live.map((customer) => [customer.email, customer])),
  };
}

function planRow(row: CustomerImportRow, terms: ImportTerms, index: Index): PlannedRow {
  const { external_id, email } = row.cells;
  const byId = external_id === undefined ? undefined : index.byExternalId.get(external_id);
  const byEmail = email === undefined ? undefined : index.byEmail.get(email.toLowerCase());
  if (byId?.deleted_at) {
    return refuseRow(row, [{ path: 'external_id', message: 'is that of a deleted customer; restore that one first' }]);
  }
  if (byId && byEmail && byId.id !== byEmail.id) {
    return refuseRow(row, [
      { path: 'email', message: `is that of another customer, ${byEmail.name}; give each its own` },
    ]);
  }
  const before = byId ?? byEmail;
  return before ? planKnown(row, before, terms) : planNew(row, terms.country);
}

function planNew(row: CustomerImportRow, country: string): PlannedRow {
  const parsed = CreateCustomer.safeParse(typed(row.cells));
  if (!parsed.success) return refuseRow(row, schemaFaults(parsed.error));
  const { data: fields } = parsed;
  const faults = taxFaults({
    country: fields.country ?? country,
    tax_id: fields.tax_id ?? null,
    tax_exempt: fields.tax_exempt ?? false,
    tax_exempt_reason: fields.tax_exempt_reason ?? null,
  });
  return faults.length > 0 ? refuseRow(row, faults) : { outcome: 'create', line: row.line, fields };
}

function planKnown(row: CustomerImportRow, before: Customer, { existing }: ImportTerms): PlannedRow {
  const { line } = row;
  if (existing === 'skip') return { outcome: 'skip', line, before, reason: 'is known already' };
  const parsed = CustomerChanges.safeParse(typed(row.cells));
  if (!parsed.success) return refuseRow(row, schemaFaults(parsed.error));
  const changed = Object.entries(parsed.data).filter(([field, value]) => value !== before[field as keyof Customer]);
  if (changed.length === 0) return { outcome: 'skip', line, before, reason: 'is as the file says already' };
  const changes = Object.fromEntries(changed) as CustomerChanges;
  const faults = [...statusFaults(changes), ...taxFaultsOf(before, changes)];
  if (faults.length > 0) return refuseRow(row, faults);
  return { outcome: 'update', line, before, changes, fields: Object.keys(changes) };
}

/** Closing ends subscriptions, and its effect is said first; a file cannot be asked. */
function statusFaults({ status }: CustomerChanges): RowFault[] {
  const message = 'differs from what the customer is; change it on the page of the customer, where the effect is said';
  return status === undefined ? [] : [{ path: 'status', message }];
}

/** What was right when it was written is not judged again because something else changes. */
function taxFaultsOf(before: Customer, changes: CustomerChanges): RowFault[] {
  const taxed = ['country', 'tax_id', 'tax_exempt', 'tax_exempt_reason'].some((field) => field in changes);
  return taxed ? taxFaults({ ...before, ...changes } as Customer) : [];
}

const typed = ({ tax_exempt, ...cells }: CustomerImportRow['cells']) =>
  tax_exempt === undefined ? cells : { ...cells, tax_exempt: readYesNo(tax_exempt) };

/**
 * The second of two rows with one id or address is not taken: which of them is meant, nobody knows. Nor is the second that
 * means one known customer, by its id here and by its address there: only one of the two would be written.
 */
function seenBefore(
  { line, cells }: CustomerImportRow,
  planned: PlannedRow,
  seen: Map<string, number>,
): RowFault | null {
  const keys: [CustomerColumn, string | undefined][] = [
    ['external_id', cells.external_id],
    ['email', cells.email?.toLowerCase()],
  ];
  for (const [path, value] of keys) {
    const first = value === undefined ? undefined : seen.get(`${path} ${value}`);
    if (first !== undefined) return { path, message: `stands on line ${first} already; leave one of the two` };
  }
  const known = planned.outcome === 'update' || planned.outcome === 'skip' ? `known ${planned.before.id}` : null;
  const first = known === null ? undefined : seen.get(known);
  if (first !== undefined) {
    return { path: 'email', message: `is of the customer on line ${first}; leave one of the two` };
  }
  for (const [path, value] of keys) if (value !== undefined) seen.set(`${path} ${value}`, line);
  if (known !== null) seen.set(known, line);
  return null;
}
