import { BillingError, type FieldError } from '../errors/index.ts';
import { checkTaxId } from '../taxes/tax-id/check-tax-id.ts';

export type TaxStatus = {
  country: string;
  tax_id: string | null;
  tax_exempt: boolean;
  tax_exempt_reason: string | null;
};

/**
 * What is wrong with the tax status of a customer: a number that nobody can have, an exemption without its reason.
 *
 * @example taxFaults({ country: 'DE', tax_id: 'DE136695977', tax_exempt: false, tax_exempt_reason: null })[0].path // 'tax_id'
 */
export function taxFaults({ country, tax_id, tax_exempt, tax_exempt_reason }: TaxStatus): FieldError[] {
  const check = tax_id === null ? null : checkTaxId(tax_id, country);
  const faults: FieldError[] = [];
  if (check?.verdict === 'invalid') {
    const stop = check.reason?.endsWith('?') ? '' : '.';
    const message = `"${tax_id}" ${check.reason}${stop} Copy it from the customer's letter-head, or leave it empty`;
    faults.push({ path: 'tax_id', message });
  }
  if (tax_exempt && tax_exempt_reason === null) {
    const message = 'is missing; say why no tax is charged, such as the number of the certificate';
    faults.push({ path: 'tax_exempt_reason', message });
  }
  return faults;
}

/** @throws BillingError validation_failed with every fault of `taxFaults` */
export function assertTaxStatus(status: TaxStatus): void {
  const errors = taxFaults(status);
  const [first] = errors;
  if (first) throw new BillingError('validation_failed', `${first.path}: ${first.message}.`, { errors });
}
