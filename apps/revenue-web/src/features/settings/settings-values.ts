import type { BankAccount, Tenant, UpdateTenant } from '@revenue/billing-core/tenants';
import type { UseFormReturn } from 'react-hook-form';

/** What the form holds: text for everything, '' for what is not set. */
export function settingsValues(tenant: Tenant) {
  return {
    name: tenant.name,
    legal_name: tenant.legal_name ?? '',
    email: tenant.email ?? '',
    tax_id: tenant.tax_id ?? '',
    address_line1: tenant.address_line1 ?? '',
    address_line2: tenant.address_line2 ?? '',
    city: tenant.city ?? '',
    state: tenant.state ?? '',
    postal_code: tenant.postal_code ?? '',
    country: tenant.country,
    currency: tenant.currency,
    time_zone: tenant.time_zone,
    locale: tenant.locale,
    payment_terms: tenant.payment_terms,
    approve_billing_runs: tenant.approve_billing_runs,
    invoice_number_format: tenant.invoice_number_format,
    credit_note_number_format: tenant.credit_note_number_format,
    tax_name: tenant.tax_name ?? '',
    tax_percent: tenant.tax_percent === null ? '' : String(tenant.tax_percent),
    prices_include_tax: tenant.prices_include_tax,
    brand_color: tenant.brand_color ?? '',
    bank_accounts: tenant.bank_accounts.map(accountValues),
  };
}

const accountValues = (account: BankAccount) => ({
  currency: account.currency,
  is_default: account.is_default,
  account_holder: account.account_holder ?? '',
  bank_name: account.bank_name ?? '',
  iban: account.iban ?? '',
  account_number: account.account_number ?? '',
  routing_number: account.routing_number ?? '',
  bic: account.bic ?? '',
});

/** A further account; the first is shown on all invoices until somebody says otherwise. */
export const emptyAccount = (currency: string, is_default: boolean): ReturnType<typeof accountValues> =>
  accountValues({ ...noAccount, currency, is_default });

const noAccount = {
  account_holder: null,
  bank_name: null,
  iban: null,
  account_number: null,
  routing_number: null,
  bic: null,
};

export type SettingsFormState = UseFormReturn<ReturnType<typeof settingsValues>, unknown, UpdateTenant>;
