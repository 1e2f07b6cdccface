import type { MrrReport, MrrTotal } from '@revenue/billing-core/metrics';
import { useState } from 'react';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { Select } from '../../ui/select.tsx';
import { periodName } from '../reports/period-name.ts';
import { waterfallSteps } from './waterfall-steps.ts';

const fills = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-4', 'bg-chart-5', 'bg-chart-6'];

/** How MRR came from what it was to what it is, in one period or all of them. */
export function Waterfall({ report, total, currency }: { report: MrrReport; total: MrrTotal; currency: string }) {
  const format = useFormat();
  const [chosen, choose] = useState('');
  const rows = report.data.filter((row) => row.currency === currency);
  const row = rows.find(({ period_start }) => period_start === chosen) ?? total;
  const steps = waterfallSteps(row);
  const name = (start: string) => periodName(format, report.interval, start).name;
  const options = rows.toReversed().map(({ period_start }) => ({ value: period_start, label: name(period_start) }));
  return (
    <Card
      title="From opening to closing"
      description={`${currency}, each movement from where the one before left off`}
      actions={
        <Select
          aria-label="Period of the waterfall"
          className="w-44"
          value={chosen}
          onChange={(event) => choose(event.target.value)}
          placeholder="Whole report"
          options={options}
        />
      }
    >
      <table className="w-full text-sm">
        <caption className="sr-only">From opening to closing MRR in {currency}</caption>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <th
                scope="row"
                className={cx(
                  'w-28 py-1 pr-3 text-left',
                  step.whole ? 'font-semibold text-ink' : 'font-normal text-ink-soft',
                )}
              >
                {step.name}
              </th>
              <td className="py-1" aria-hidden>
                <span className="relative block h-5">
                  <span
                    className={cx(
                      'absolute inset-y-0 min-w-px rounded-[3px]',
                      step.whole ? 'bg-accent' : fills[step.colour - 1],
                    )}
                    style={{ left: `${step.left}%`, width: `${step.width}%` }}
                  />
                </span>
              </td>
              <td
                className={cx('tabular w-32 py-1 pl-3 text-right', step.whole ? 'font-semibold text-ink' : 'text-ink')}
              >
                <Money amount={step.amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
