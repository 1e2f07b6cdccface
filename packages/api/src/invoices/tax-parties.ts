import type { SellerTax, TaxedCustomer } from '@revenue/billing-core/taxes';

/** Columns of `tenants t` and `customers c` that decide about the tax of a line, for a SELECT list. */
export const TAX_PARTIES = `t.country AS seller_country, t.tax_name, trim_scale(t.tax_percent)::text AS tax_percent,
  t.prices_include_tax AS seller_prices_include_tax, c.name AS customer_name, c.country AS customer_country, c.tax_exempt,
  c.tax_exempt_reason`;

export interface TaxPartiesRow {
  seller_country: string;
  tax_name: string | null;
  tax_percent: string | null;
  seller_prices_include_tax: boolean;
  customer_name: string;
  customer_country: string;
  tax_exempt: boolean;
  tax_exempt_reason: string | null;
}

export interface TaxParties {
  seller: SellerTax;
  customer: TaxedCustomer;
}

export function toTaxParties(row: TaxPartiesRow): TaxParties {
  const { seller_country, tax_name, tax_percent, customer_name, customer_country, tax_exempt, tax_exempt_reason } = row;
  return {
    seller: { country: seller_country, tax_name, tax_percent },
    customer: { name: customer_name, country: customer_country, tax_exempt, tax_exempt_reason },
  };
}
