import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';

/** Which currency a report shows, of those it has: the company's own until another is chosen. */
export function useReportCurrency(totals: readonly { currency: string }[]) {
  const { currency: own } = useFormat();
  const [chosen, choose] = useState<string | null>(null);
  const currencies = totals.map(({ currency }) => currency);
  const wanted = chosen !== null && currencies.includes(chosen) ? chosen : own;
  return { currencies, currency: currencies.includes(wanted) ? wanted : (currencies[0] ?? own), choose };
}
