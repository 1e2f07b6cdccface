import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { whileTyping } from '../../forms/while-typing.ts';
import { LineChart } from '../../ui/line-chart.tsx';
import { Select } from '../../ui/select.tsx';
import { pricePoints } from './price-points.ts';
import { type PlanLength, type PricedComponent, takesMoney } from './priced-component.ts';

/** The price of one component against its quantity, with its table. */
export function PriceChart({ components, length }: { components: readonly PricedComponent[]; length: PlanLength }) {
  const format = useFormat();
  const [chosen, setChosen] = useState('');
  const component = components.find(({ id }) => id === chosen) ?? components[0];
  if (!component) return null;
  const { currency } = length;
  const typed = whileTyping(() => pricePoints(component, length));
  if (typed.fault !== undefined) return null;
  const quantity = (text: string) =>
    takesMoney(component) ? format.decimalMoney(text, currency) : format.number(text);
  const header = takesMoney(component) ? 'Volume' : `Quantity${component.unit ? `, ${component.unit}` : ''}`;
  return (
    <div className="flex flex-col gap-2 border-line border-t pt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-ink text-sm">Price by quantity</h3>
        {components.length > 1 ? (
          <Select
            aria-label="Component of the chart"
            className="w-40"
            value={component.id}
            onChange={(event) => setChosen(event.target.value)}
            options={components.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
      <LineChart
        title={`Price of ${component.name} by quantity`}
        labelHeader={header}
        valueHeader="Price"
        points={typed.result.map(({ quantity: text, amount }) => ({
          x: Number(text),
          y: Number(amount),
          name: quantity(text),
          shown: format.decimalMoney(amount, currency),
        }))}
        formatX={(value) =>
          takesMoney(component) ? format.compactMoney(value, currency) : format.compactNumber(value)
        }
        formatY={(value) => format.compactMoney(value, currency)}
      />
    </div>
  );
}
