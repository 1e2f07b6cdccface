import type { DecimalLike } from '../money/index.ts';
import { abroadReason, EXEMPT_REASON } from './default-reasons.ts';
import type { TaxRate } from './tax-rate.ts';

/** What a seller charges where nothing else is said: his own tax, in his own country. */
export type SellerTax = { country: string; tax_name: string | null; tax_percent: DecimalLike | null };

/** Of whom the tax would be asked. */
export type TaxedCustomer = { name: string; country: string; tax_exempt: boolean; tax_exempt_reason: string | null };

/**
 * The tax rates of a line: those that were said, or else the one that the seller charges in his own country. A customer
 * abroad is not charged it, and one who is exempt pays none at all; then the line says why. An empty list is no tax and no
 * word about it.
 *
 * What another country's law asks for is for whoever writes the line to say, or for `planTaxes`, which knows rules.
 *
 * @example
 * const seller = { country: 'DE', tax_name: 'VAT', tax_percent: '19' };
 * const customer = { name: 'Ada', country: 'DE', tax_exempt: false, tax_exempt_reason: null };
 * lineTaxRates(undefined, seller, customer) // [{ percent: '19', name: 'VAT', category: 'S' }]
 * lineTaxRates([], seller, customer) // []
 * lineTaxRates(undefined, seller, { ...customer, country: 'US' }) // [{ percent: '0', name: 'VAT', reason: 'Not charged to customers in US' }]
 * lineTaxRates([{ percent: '7' }], seller, { ...customer, tax_exempt: true }) // [{ percent: '0', category: 'E', reason: 'The customer is exempt from tax' }]
 */
export function lineTaxRates(
  asked: readonly TaxRate[] | undefined,
  seller: SellerTax,
  customer: TaxedCustomer,
): TaxRate[] {
  const rates = asked ?? sellerRates(seller, customer);
  return customer.tax_exempt ? exempted(rates, customer) : rates.map(withCategory);
}

function sellerRates({ country, tax_name, tax_percent }: SellerTax, customer: TaxedCustomer): TaxRate[] {
  if (tax_percent === null) return [];
  const named = tax_name === null ? {} : { name: tax_name };
  return customer.country === country
    ? [{ percent: tax_percent, ...named }]
    : [{ percent: '0', ...named, reason: abroadReason(customer.country) }];
}

/** Taxes that are zero anyway keep their own reason; the others become one line of exemption for each name. */
function exempted(rates: readonly TaxRate[], { tax_exempt_reason }: TaxedCustomer): TaxRate[] {
  const reason = tax_exempt_reason ?? EXEMPT_REASON;
  return rates.map((rate) => {
    if (Number(rate.percent) === 0) return rate;
    return { percent: '0', ...(rate.name === undefined ? {} : { name: rate.name }), category: 'E' as const, reason };
  });
}

function withCategory(rate: TaxRate): TaxRate {
  return rate.category === undefined && Number(rate.percent) > 0 ? { ...rate, category: 'S' } : rate;
}
