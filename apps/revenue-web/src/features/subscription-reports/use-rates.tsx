import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';

const none = <span className="text-ink-faint">–</span>;

/** Rates and amounts as cells; a dash where there is no such figure. */
export function useRates(currency: string) {
  const format = useFormat();
  return {
    percent: (value: number | null) => (value === null ? none : format.percent(value, 1)),
    ratio: (value: number | null) => (value === null ? none : format.number(value)),
    money: (value: number | null) => (value === null ? none : <Money amount={value} currency={currency} />),
  };
}
