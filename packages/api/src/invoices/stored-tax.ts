import type { DraftedTax, ItemTax } from '@revenue/billing-core/invoices';

/** A row of the tax table as it is stored in `invoices.taxes`. Minor units. */
export type StoredTax = DraftedTax;

/** The tax of one rate on one item as it is stored in `invoice_items.taxes`, in the order of the item's rates. */
export type StoredItemTax = ItemTax & Omit<DraftedTax, 'taxable' | 'tax'>;

/** Amounts are text in JSON: its numbers would not carry every bigint. */
export function taxesToJson(taxes: readonly (StoredTax | StoredItemTax)[]): string {
  if (taxes.length === 0) return '[]';
  return JSON.stringify(taxes.map((tax) => ({ ...tax, taxable: String(tax.taxable), tax: String(tax.tax) })));
}

type InJson<Tax> = { [Key in keyof Tax]: Tax[Key] extends bigint ? string : Tax[Key] };

/** The tax table, as `taxesToJson` wrote it. */
export function taxTableFromJson(json: unknown): StoredTax[] {
  return (json as InJson<StoredTax>[]).map((row) => ({ ...row, ...amountsOf(row) }));
}

/** The taxes of an item, as `taxesToJson` wrote them. */
export function itemTaxesFromJson(json: unknown): StoredItemTax[] {
  return (json as InJson<StoredItemTax>[]).map((row) => ({ ...row, ...amountsOf(row) }));
}

function amountsOf({ taxable, tax }: { taxable: string; tax: string }): { taxable: bigint; tax: bigint } {
  return { taxable: BigInt(taxable), tax: BigInt(tax) };
}
