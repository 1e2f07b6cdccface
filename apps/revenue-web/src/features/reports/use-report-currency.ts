import { useState } from 'react';
import { ownFirst } from '../../format/own-first.ts';
import { useFormat } from '../../format/use-format.ts';

/** Which currency a report shows, of those it has: the one that the address asks for, else the company's own. */
export function useReportCurrency(totals: readonly { currency: string }[], asked?: string) {
  const { currency: own } = useFormat();
  const [chosen, choose] = useState<string | null>(asked ?? null);
  const currencies = ownFirst(
    totals.map(({ currency }) => currency),
    own,
  );
  const wanted = chosen !== null && currencies.includes(chosen) ? chosen : own;
  return { currencies, currency: currencies.includes(wanted) ? wanted : (currencies[0] ?? own), choose };
}
