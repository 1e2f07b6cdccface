import { Segmented } from '../../ui/segmented.tsx';
import type { useReportCurrency } from './use-report-currency.ts';

/** Currencies are never added up, so a report shows one at a time. */
export function CurrencyChoice({ currencies, currency, choose }: ReturnType<typeof useReportCurrency>) {
  if (currencies.length < 2) return null;
  return (
    <Segmented
      name="currency"
      label="Currency of the figures"
      value={currency}
      onChange={choose}
      segments={currencies.map((code) => ({ value: code, label: code }))}
    />
  );
}
