import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { baseFee, type ComponentValues, emptyComponent, pricingInput, readPricing } from './component-values.ts';
import type { PricedComponent } from './priced-component.ts';

export type PlanValues = {
  name: string;
  code: string;
  description: string;
  currency: string;
  interval: string;
  interval_count: string;
  components: ComponentValues[];
};

export type PlanFormState = UseFormReturn<PlanValues, unknown, FieldValues>;

export const newPlan = (currency: string): PlanValues => ({
  name: '',
  code: '',
  description: '',
  currency,
  interval: 'month',
  interval_count: '1',
  components: [{ ...baseFee }, { ...emptyComponent }],
});

/** 'Pro, yearly' -> 'pro-yearly': a code people can type and systems can keep. */
export function codeOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/** The form in the words of the wire; whether it is right is for the schema to say. */
export function sentPlan(values: PlanValues) {
  const { components, interval_count, ...rest } = values;
  return {
    ...rest,
    code: values.code.trim() || codeOf(values.name),
    interval_count: Number(interval_count),
    components: components.map((component) => ({
      kind: component.kind,
      name: component.name,
      timing: component.kind === 'usage' ? 'arrear' : component.timing,
      ...(component.kind === 'usage' ? { meter: component.meter } : {}),
      pricing: pricingInput(component),
    })),
  };
}

/** The components that can be priced already, for the card beside the form. */
export function pricedSoFar(
  values: readonly ComponentValues[],
  unitOf: (meterCode: string) => string | null,
): PricedComponent[] {
  return values.flatMap((component, index) => {
    const pricing = readPricing(component);
    if (!pricing) return [];
    const { kind, timing } = component;
    return [
      {
        id: String(index),
        name: component.name || 'Component',
        kind,
        timing,
        unit: unitOf(component.meter),
        pricing,
      },
    ];
  });
}
