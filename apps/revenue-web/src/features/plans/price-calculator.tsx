import { isDecimalText } from '@revenue/billing-core/money';
import { type CSSProperties, useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { everyInterval } from '../../format/words.ts';
import { whileTyping } from '../../forms/while-typing.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { DerivationTable } from '../invoices/explain/derivation-table.tsx';
import { explainDerivation } from '../invoices/explain/explain-derivation.ts';
import { farQuantity } from './example-quantities.ts';
import { PriceChart } from './price-chart.tsx';
import {
  type CalculatedLine,
  calculate,
  type PlanLength,
  type PricedComponent,
  takesMoney,
  takesQuantity,
} from './priced-component.ts';

const sliderTop = ({ pricing, kind }: PricedComponent) => farQuantity(pricing, kind);

const startOf = (component: PricedComponent) =>
  component.kind === 'one_time'
    ? '1'
    : component.kind === 'recurring'
      ? '5'
      : String(Math.round(sliderTop(component) * 0.6));

function QuantityRow(props: {
  component: PricedComponent;
  currency: string;
  value: string;
  amount: string;
  onChange: (value: string) => void;
}) {
  const { component, currency, value, amount, onChange } = props;
  const top = sliderTop(component);
  const at = isDecimalText(value) ? Math.min(Number(value), top) : 0;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-end justify-between gap-3">
        <Field label={component.name || 'Component'} className="w-40">
          <Input
            inputMode="decimal"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            suffix={takesMoney(component) ? currency : component.unit}
          />
        </Field>
        <output className="tabular pb-1.5 text-ink text-sm">{amount}</output>
      </div>
      <input
        type="range"
        aria-label={`${component.name || 'Component'}, slider`}
        min={0}
        max={top}
        step={Math.max(1, Math.round(top / 200))}
        value={at}
        onChange={(event) => onChange(event.target.value)}
        style={{ '--filled': `${top === 0 ? 0 : (at / top) * 100}%` } as CSSProperties}
        className="slider w-full cursor-pointer"
      />
    </div>
  );
}

function Steps({ line }: { line: CalculatedLine | undefined }) {
  const format = useFormat();
  if (!line?.derivation || !takesQuantity(line.component)) return null;
  return (
    <details className="-mt-2 text-xs">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-faint hover:text-ink">
        How was this calculated?
      </summary>
      <DerivationTable
        rows={explainDerivation(line.derivation, format)}
        caption={`How the price of ${line.component.name} came about`}
      />
    </details>
  );
}

/** What a period costs at quantities one can play with: the function that bills, here in the browser. */
export function PriceCalculator({
  components,
  length,
  chart = false,
}: {
  components: readonly PricedComponent[];
  length: PlanLength;
  /** Whether to draw how the price grows with a quantity. */
  chart?: boolean;
}) {
  const format = useFormat();
  const { currency } = length;
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const quantityOf = (component: PricedComponent) => typed.get(component.id) ?? startOf(component);
  const readable = components.filter((component) => isDecimalText(quantityOf(component)));
  const quantities = new Map(readable.map((component) => [component.id, quantityOf(component).replace('-', '')]));
  const typedSoFar = whileTyping(() => calculate(readable, quantities, length));
  const calculated = typedSoFar.fault === undefined ? typedSoFar.result : null;
  const lineOf = (component: PricedComponent) => calculated?.lines.find((line) => line.component.id === component.id);
  const amountOf = (component: PricedComponent) => {
    const line = lineOf(component);
    return line ? format.decimalMoney(line.amount, currency) : '–';
  };
  return (
    <div className="flex flex-col gap-4">
      {components.map((component) =>
        takesQuantity(component) ? (
          <div key={component.id} className="flex flex-col gap-3">
            <QuantityRow
              component={component}
              currency={currency}
              value={quantityOf(component)}
              amount={amountOf(component)}
              onChange={(value) => setTyped(new Map(typed).set(component.id, value))}
            />
            <Steps line={lineOf(component)} />
          </div>
        ) : (
          <div key={component.id} className="flex justify-between gap-3 text-sm">
            <span className="font-medium text-ink">{component.name || 'Fixed fee'}</span>
            <output className="tabular text-ink">{amountOf(component)}</output>
          </div>
        ),
      )}
      <div className="flex flex-col gap-1 border-line border-t pt-3">
        {(calculated?.totals ?? [{ ...length, total: null }]).map(({ interval, interval_count, total }, at) => (
          <div key={`${interval_count} ${interval}`} className="flex items-baseline justify-between gap-3">
            <span className="text-ink-soft text-sm">
              {at === 0 ? 'Total' : 'And'} {everyInterval(interval, interval_count)}
            </span>
            <output
              aria-label={at === 0 ? 'Total' : `Total ${everyInterval(interval, interval_count)}`}
              className="tabular font-semibold text-ink text-xl"
            >
              {total === null ? '–' : format.decimalMoney(total, currency)}
            </output>
          </div>
        ))}
        {calculated?.once ? (
          <div className="flex items-baseline justify-between gap-3">
            <span className="text-ink-soft text-sm">And once, with the first period</span>
            <output aria-label="Total once" className="tabular font-semibold text-ink text-xl">
              {format.decimalMoney(calculated.once, currency)}
            </output>
          </div>
        ) : null}
        <p className="text-ink-faint text-xs">Before tax and discounts.</p>
      </div>
      {typedSoFar.fault === undefined ? null : (
        <p role="alert" className="break-words text-danger-ink text-xs">
          {typedSoFar.fault}
        </p>
      )}
      {chart ? <PriceChart components={components.filter(takesQuantity)} length={length} /> : null}
    </div>
  );
}
