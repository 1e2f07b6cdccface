import type { Customer } from '@revenue/billing-core/customers';
import type { Tenant } from '@revenue/billing-core/tenants';

/** What a line is taxed at where nothing is typed. */
export function defaultTax(tenant: Tenant, customer: Customer | undefined): string {
  const abroad = customer !== undefined && customer.country !== tenant.country;
  return tenant.tax_percent === null || abroad || customer?.tax_exempt ? '0' : String(tenant.tax_percent);
}
