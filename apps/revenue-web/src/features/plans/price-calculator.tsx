import { isDecimalText } from '@revenue/billing-core/money';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { whileTyping } from '../../forms/while-typing.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { calculate, type PricedComponent, takesQuantity } from './priced-component.ts';

/** Largest quantity the slider reaches: well into the last tier. */
function sliderTop(component: PricedComponent): number {
  if (!('tiers' in component.pricing)) return component.kind === 'recurring' ? 50 : 10_000;
  const bounds = component.pricing.tiers.map((tier) => Number(tier.up_to ?? 0));
  return Math.max(...bounds, 50) * 2;
}

const startOf = (component: PricedComponent) =>
  component.kind === 'recurring' ? '5' : String(Math.round(sliderTop(component) * 0.6));

function QuantityRow(props: {
  component: PricedComponent;
  value: string;
  amount: string | undefined;
  onChange: (value: string) => void;
}) {
  const { component, value, amount, onChange } = props;
  const top = sliderTop(component);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-end justify-between gap-3">
        <Field label={component.name || 'Component'} className="w-40">
          <Input
            inputMode="decimal"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            suffix={component.unit}
          />
        </Field>
        <output className="tabular pb-1.5 text-ink text-sm">{amount ?? '–'}</output>
      </div>
      <input
        type="range"
        aria-label={`${component.name || 'Component'}, slider`}
        min={0}
        max={top}
        step={Math.max(1, Math.round(top / 200))}
        value={isDecimalText(value) ? Math.min(Number(value), top) : 0}
        onChange={(event) => onChange(event.target.value)}
        className="h-4 w-full cursor-pointer accent-(--accent)"
      />
    </div>
  );
}

/** What a period costs at a quantity one can play with: the same function that bills, here in the browser. */
export function PriceCalculator({
  components,
  currency,
  period,
}: {
  components: readonly PricedComponent[];
  currency: string;
  period: string;
}) {
  const format = useFormat();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const quantityOf = (component: PricedComponent) => typed.get(component.id) ?? startOf(component);
  const readable = components.filter((component) => isDecimalText(quantityOf(component)));
  const quantities = new Map(readable.map((component) => [component.id, quantityOf(component).replace('-', '')]));
  const typedSoFar = whileTyping(() => calculate(readable, quantities, currency));
  const calculated = typedSoFar.fault === undefined ? typedSoFar.result : null;
  const amountOf = (component: PricedComponent) => {
    const line = calculated?.lines.find((candidate) => candidate.component.id === component.id);
    return line && format.decimalMoney(line.amount, currency);
  };
  return (
    <div className="flex flex-col gap-4">
      {components.map((component) =>
        takesQuantity(component) ? (
          <QuantityRow
            key={component.id}
            component={component}
            value={quantityOf(component)}
            amount={amountOf(component)}
            onChange={(value) => setTyped(new Map(typed).set(component.id, value))}
          />
        ) : (
          <div key={component.id} className="flex justify-between gap-3 text-sm">
            <span className="font-medium text-ink">{component.name || 'Fixed fee'}</span>
            <output className="tabular text-ink">{amountOf(component) ?? '–'}</output>
          </div>
        ),
      )}
      <div className="flex items-baseline justify-between gap-3 border-line border-t pt-3">
        <span className="text-ink-soft text-sm">Total {period}</span>
        <output aria-label="Total" className="tabular font-semibold text-ink text-xl">
          {calculated ? format.decimalMoney(calculated.total, currency) : '–'}
        </output>
      </div>
      {typedSoFar.fault === undefined ? null : (
        <p role="alert" className="break-words text-danger-ink text-xs">
          {typedSoFar.fault}
        </p>
      )}
    </div>
  );
}
