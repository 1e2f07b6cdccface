import type { Customer } from '@revenue/billing-core/customers';

/** What the form holds: text for everything, '' for what is not set. */
export function customerValues(
  customer: Customer | null,
  defaults: {
    parent_id?: string | null | undefined;
    currency: string;
    time_zone: string;
    locale: string;
    country: string;
    payment_terms: string;
  },
) {
  return {
    name: customer?.name ?? '',
    email: customer?.email ?? '',
    company: customer?.company ?? '',
    external_id: customer?.external_id ?? '',
    address_line1: customer?.address_line1 ?? '',
    address_line2: customer?.address_line2 ?? '',
    city: customer?.city ?? '',
    state: customer?.state ?? '',
    postal_code: customer?.postal_code ?? '',
    country: customer?.country ?? defaults.country,
    currency: customer?.currency ?? defaults.currency,
    payment_terms: customer?.payment_terms ?? defaults.payment_terms,
    time_zone: customer?.time_zone ?? defaults.time_zone,
    locale: customer?.locale ?? defaults.locale,
    tax_id: customer?.tax_id ?? '',
    tax_exempt: customer?.tax_exempt ?? false,
    tax_exempt_reason: customer?.tax_exempt_reason ?? '',
    parent_id: (customer ?? defaults).parent_id ?? '',
    billed_to: customer?.billed_to ?? 'self',
  };
}

export type CustomerValues = ReturnType<typeof customerValues>;
