import { Pricing } from '@revenue/billing-core/catalog';

export const emptyTier = { up_to: '', unit_amount: '', flat_amount: '' };

/** One component as the form holds it: every field of every model as text; only those of the chosen model are sent. */
export const emptyComponent = {
  kind: 'usage',
  name: '',
  meter: '',
  timing: 'arrear',
  model: 'graduated',
  amount: '',
  unit_amount: '',
  per_units: '1',
  package_size: '',
  package_amount: '',
  free_units: '0',
  tiers: [
    { up_to: '1000', unit_amount: '', flat_amount: '' },
    { up_to: '', unit_amount: '', flat_amount: '' },
  ],
};

export type ComponentValues = typeof emptyComponent;

export const baseFee: ComponentValues = {
  ...emptyComponent,
  kind: 'recurring',
  name: 'Base fee',
  timing: 'advance',
  model: 'flat',
};

export const modelsOf: Record<string, readonly { value: string; label: string; explained: string }[]> = {
  recurring: [
    { value: 'flat', label: 'Fixed fee', explained: 'One amount per period.' },
    { value: 'per_unit', label: 'Per unit', explained: 'A price for each seat or licence of the subscription.' },
  ],
  usage: [
    { value: 'graduated', label: 'Graduated tiers', explained: 'Each part of the usage at the price of its own tier.' },
    { value: 'volume', label: 'Volume tiers', explained: 'The whole usage at the price of the tier it falls in.' },
    { value: 'per_unit', label: 'Per unit', explained: 'One price, whatever the usage.' },
    { value: 'package', label: 'Packages', explained: 'Whole packages; one that is begun counts.' },
  ],
};

/** The pricing of the wire, with what was typed in it, right or wrong. */
export function pricingInput(component: ComponentValues): unknown {
  const { model } = component;
  if (model === 'flat') return { model, amount: component.amount };
  if (model === 'per_unit') return { model, unit_amount: component.unit_amount, per_units: component.per_units };
  if (model === 'package') {
    return {
      model,
      package_size: component.package_size,
      package_amount: component.package_amount,
      free_units: component.free_units || '0',
    };
  }
  return {
    model,
    per_units: component.per_units,
    tiers: component.tiers.map((tier, index) => tierInput(tier, index === component.tiers.length - 1)),
  };
}

/** The last tier is open whatever its field says. */
function tierInput(tier: typeof emptyTier, last: boolean) {
  return { up_to: last ? null : tier.up_to, unit_amount: tier.unit_amount, flat_amount: tier.flat_amount || '0' };
}

/** The pricing when it is complete and right; null while it is being typed. */
export function readPricing(component: ComponentValues): Pricing | null {
  return Pricing.safeParse(pricingInput(component)).data ?? null;
}
