import type { Prisma, Tx } from '@revenue/db/database';

/** The logo's size; its pixels are read where it is drawn. */
export const sellerInclude = {
  logo: { select: { content_hash: true, width: true, height: true } },
} satisfies Prisma.TenantInclude;

/** Who sells and who buys, as it will stand on the document for ever. */
export interface Parties {
  seller: Prisma.TenantGetPayload<{ include: typeof sellerInclude }>;
  customer: Prisma.CustomerGetPayload<object>;
}

export type PartySnapshot = Record<string, string | null>;

export async function loadParties(tx: Tx, tenant_id: string, customerId: string): Promise<Parties> {
  // One after the other: a transaction is one connection.
  const seller = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, include: sellerInclude });
  const customer = await tx.customer.findUniqueOrThrow({ where: { tenant_id_id: { tenant_id, id: customerId } } });
  return { seller, customer };
}

const ADDRESS_FIELDS = [
  'address_line1',
  'address_line2',
  'city',
  'state',
  'postal_code',
  'country',
  'tax_id',
  'email',
] as const;
const BANK_FIELDS = ['bank_account_holder', 'bank_name', 'bank_iban', 'bank_bic'] as const;
const SELLER_FIELDS = ['name', 'legal_name', ...BANK_FIELDS, ...ADDRESS_FIELDS] as const;
const CUSTOMER_FIELDS = ['name', 'company', 'locale', 'time_zone', ...ADDRESS_FIELDS] as const;

type SellerRow = Partial<Record<(typeof SELLER_FIELDS)[number], string | null>>;
type CustomerRow = Partial<Record<(typeof CUSTOMER_FIELDS)[number], string | null>>;

export const snapshotSeller = (seller: SellerRow): PartySnapshot => snapshot(seller, SELLER_FIELDS);
export const snapshotCustomer = (customer: CustomerRow): PartySnapshot => snapshot(customer, CUSTOMER_FIELDS);

function snapshot<Field extends string>(
  row: Partial<Record<Field, string | null>>,
  fields: readonly Field[],
): PartySnapshot {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}
