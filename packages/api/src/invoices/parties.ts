import { languageOf } from '@revenue/billing-core/languages';
import { chooseBankAccount } from '@revenue/billing-core/tenants';
import type { Prisma, Tx } from '@revenue/db/database';

/** Where it is paid, and the logo's size; its pixels are read where it is drawn. */
export const sellerInclude = {
  bank_accounts: true,
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
const SELLER_FIELDS = ['name', 'legal_name', ...ADDRESS_FIELDS] as const;
const CUSTOMER_FIELDS = ['name', 'company', 'locale', 'time_zone', ...ADDRESS_FIELDS] as const;

type SellerRow = Partial<Record<(typeof SELLER_FIELDS)[number], string | null>> & {
  bank_accounts: Prisma.BankAccountGetPayload<object>[];
};
type CustomerRow = Partial<Record<(typeof CUSTOMER_FIELDS)[number], string | null>>;

/** With the language of the documents, which stays when the customer's changes and when we learn the customer's later. */
export const snapshotCustomer = (customer: CustomerRow): PartySnapshot => ({
  ...snapshot(customer, CUSTOMER_FIELDS),
  language: languageOf(customer.locale ?? ''),
});

/** The seller of a document in `currency`: of the accounts, the one that it shows. */
export function snapshotSeller(seller: SellerRow, currency: string): PartySnapshot {
  const account = chooseBankAccount(seller.bank_accounts, currency);
  return {
    ...snapshot(seller, SELLER_FIELDS),
    bank_account_holder: account?.account_holder ?? null,
    bank_name: account?.bank_name ?? null,
    bank_currency: account?.currency ?? null,
    bank_iban: account?.iban ?? null,
    bank_account_number: account?.account_number ?? null,
    bank_routing_number: account?.routing_number ?? null,
    bank_bic: account?.bic ?? null,
  };
}

function snapshot<Field extends string>(
  row: Partial<Record<Field, string | null>>,
  fields: readonly Field[],
): PartySnapshot {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}
