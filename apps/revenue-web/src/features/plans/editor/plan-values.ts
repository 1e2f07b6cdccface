import type { PlanVersion } from '@revenue/billing-core/catalog';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { PricedComponent } from '../priced-component.ts';
import {
  baseFee,
  type ComponentValues,
  emptyComponent,
  readPricing,
  sentComponent,
  valuesOfComponent,
} from './component-values.ts';

/** What a version is made of. */
export type TermsValues = {
  currency: string;
  interval: string;
  interval_count: string;
  trial_days: string;
  components: ComponentValues[];
};

export type PlanValues = TermsValues & { name: string; code: string; description: string; kind: string };

/** The form as its fields see it, of a new plan or of a draft. */
export type PlanFormState = UseFormReturn<PlanValues, unknown, FieldValues>;

export const newPlan = (currency: string): PlanValues => ({
  name: '',
  code: '',
  description: '',
  kind: 'plan',
  currency,
  interval: 'month',
  interval_count: '1',
  trial_days: '',
  components: [{ ...baseFee }, { ...emptyComponent }],
});

/** The draft of a plan, or its newest version to go on from. */
export const valuesOfVersion = (version: PlanVersion): TermsValues => ({
  currency: version.currency,
  interval: version.interval,
  interval_count: String(version.interval_count),
  trial_days: version.trial_days === 0 ? '' : String(version.trial_days),
  components: version.components.map(valuesOfComponent),
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

/** The terms in the words of the wire; whether they are right is for the schema to say. */
export function sentTerms({ currency, interval, interval_count, trial_days, components }: TermsValues) {
  return {
    currency,
    interval,
    interval_count: Number(interval_count),
    trial_days: Number(trial_days || '0'),
    components: components.map(sentComponent),
  };
}

export function sentPlan(values: PlanValues) {
  const { name, code, description, kind } = values;
  return { name, code: code.trim() || codeOf(name), description, kind, ...sentTerms(values) };
}

/** The components that can be priced already, for the card beside the form. */
export function pricedSoFar(
  values: readonly ComponentValues[],
  unitOf: (meterCode: string) => string | null,
): PricedComponent[] {
  return values.flatMap((component, index) => {
    const pricing = readPricing(component);
    if (!pricing) return [];
    const { kind, timing, interval, interval_count } = component;
    return [
      {
        id: String(index),
        name: component.name || 'Component',
        kind,
        timing,
        unit: unitOf(component.meter),
        pricing,
        ...(interval === '' ? {} : { every: { interval, interval_count: Number(interval_count || '1') } }),
      },
    ];
  });
}
