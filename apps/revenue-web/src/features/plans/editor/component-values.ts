import { type PlanComponent, Pricing, type PricingView } from '@revenue/billing-core/catalog';
import { replaceBlanks } from '../../../forms/wire-resolver.ts';

export const emptyTier = { up_to: '', unit_amount: '', rate_percent: '', flat_amount: '' };

/** Every field of every model as text, named as the wire names them; only those of the chosen model are sent. */
export const emptyPricing = {
  model: 'graduated',
  amount: '',
  unit_amount: '',
  per_units: '1',
  round_up_to_units: '',
  included_units: '',
  zero_quantity: 'zero',
  package_size: '',
  package_amount: '',
  free_units: '',
  round: 'up',
  rate_percent: '',
  free_amount: '',
  tiers: [{ ...emptyTier, up_to: '1000' }, { ...emptyTier }],
  minimum_amount: '',
  maximum_amount: '',
  commitment: { amount: '', overage_factor: '', true_up: 'yes' },
};
export type PricingValues = typeof emptyPricing;

/** One component as the form holds it. */
export const emptyComponent = {
  kind: 'usage',
  name: '',
  meter: '',
  timing: 'arrear',
  product_id: '',
  /** Empty: as long as the period of the plan. */
  interval: '',
  interval_count: '',
  pricing: emptyPricing,
};
export type ComponentValues = typeof emptyComponent;

export const baseFee: ComponentValues = {
  ...emptyComponent,
  kind: 'recurring',
  name: 'Base fee',
  timing: 'advance',
  pricing: { ...emptyPricing, model: 'flat' },
};

/** Charged once, with the first period that is paid for. */
export const setUpFee: ComponentValues = { ...baseFee, kind: 'one_time', name: 'Set-up' };

type Model = { value: Pricing['model']; label: string; explained: string };

const graduated: Model = {
  value: 'graduated',
  label: 'Graduated tiers',
  explained: 'Each part of the quantity at the price of its own tier.',
};
const volume: Model = {
  value: 'volume',
  label: 'Volume tiers',
  explained: 'The whole quantity at the price of the tier it falls in.',
};
const packages: Model = {
  value: 'package',
  label: 'Packages',
  explained: 'A price for so many units at once, such as 10 for a dozen.',
};

export const modelsOf: Record<string, readonly Model[]> = {
  recurring: [
    { value: 'flat', label: 'Fixed fee', explained: 'One amount per period.' },
    { value: 'per_unit', label: 'Per unit', explained: 'A price for each seat or licence of the subscription.' },
    graduated,
    volume,
    packages,
  ],
  one_time: [
    { value: 'flat', label: 'Fixed fee', explained: 'One amount, once.' },
    { value: 'per_unit', label: 'Per unit', explained: 'A price for each unit of the subscription, once.' },
  ],
  usage: [
    graduated,
    volume,
    { value: 'per_unit', label: 'Per unit', explained: 'One price, whatever the usage.' },
    packages,
    {
      value: 'percentage',
      label: 'Percentage',
      explained: 'A part of the money that the meter sums, such as 2.5% of what was sold.',
    },
    {
      value: 'graduated_percentage',
      label: 'Graduated percentage',
      explained: 'Each slice of the money that the meter sums at the rate of its own tier.',
    },
  ],
};

/** What each model sends besides what limits it. */
const fieldsOf: Record<Pricing['model'], readonly (keyof PricingValues)[]> = {
  flat: ['amount'],
  per_unit: ['unit_amount', 'per_units', 'round_up_to_units', 'included_units'],
  graduated: ['tiers', 'per_units', 'round_up_to_units', 'zero_quantity', 'included_units'],
  volume: ['tiers', 'per_units', 'round_up_to_units', 'zero_quantity', 'included_units'],
  package: ['package_size', 'package_amount', 'free_units', 'round'],
  percentage: ['rate_percent', 'free_amount'],
  graduated_percentage: ['tiers', 'zero_quantity'],
};

/** The pricing of the wire, with what was typed in it, right or wrong. What was left empty is left out. */
export function pricingInput(values: PricingValues): unknown {
  const model = values.model as Pricing['model'];
  const { commitment, minimum_amount, maximum_amount } = values;
  const own = Object.fromEntries((fieldsOf[model] ?? []).map((field) => [field, values[field]]));
  const promised = Object.values({ ...commitment, true_up: '' }).some((text) => text !== '');
  const sent = {
    model,
    ...own,
    ...('tiers' in own ? { tiers: tiersInput(values) } : {}),
    minimum_amount,
    maximum_amount,
    ...(promised ? { commitment: { ...commitment, true_up: commitment.true_up === 'yes' } } : {}),
  };
  return replaceBlanks(sent, undefined);
}

/** The last tier is open whatever its field says. */
function tiersInput({ model, tiers }: PricingValues) {
  return tiers.map(({ up_to, unit_amount, rate_percent, flat_amount }, index) => ({
    up_to: index === tiers.length - 1 ? null : up_to,
    ...(model === 'graduated_percentage' ? { rate_percent } : { unit_amount }),
    flat_amount,
  }));
}

/** The pricing when it is complete and right; null while it is being typed. */
export function readPricing({ pricing }: Pick<ComponentValues, 'pricing'>): Pricing | null {
  return Pricing.safeParse(pricingInput(pricing)).data ?? null;
}

/** The component in the words of the wire; whether it is right is for the schema to say. */
export function sentComponent({
  kind,
  name,
  timing,
  meter,
  product_id,
  interval,
  interval_count,
  pricing,
}: ComponentValues) {
  return {
    kind,
    name,
    timing: kind === 'usage' ? 'arrear' : kind === 'one_time' ? 'advance' : timing,
    ...(kind === 'usage' ? { meter } : {}),
    ...(product_id === '' ? {} : { product_id }),
    ...(interval === '' ? {} : { interval, interval_count: Number(interval_count || '1') }),
    pricing: pricingInput(pricing),
  };
}

/** A component of a version to go on from. */
export function valuesOfComponent(component: PlanComponent): ComponentValues {
  const { kind, name, timing, meter, product_id, interval, interval_count, pricing } = component;
  return {
    kind,
    name,
    timing,
    meter: meter?.code ?? '',
    product_id: product_id ?? '',
    interval: interval ?? '',
    interval_count: interval_count === null ? '' : String(interval_count),
    pricing: valuesOfPricing(pricing),
  };
}

function valuesOfPricing(view: PricingView): PricingValues {
  const { commitment, ...texts } = withTexts(Pricing.parse(view)) as Partial<PricingValues> & { commitment?: object };
  const tiers = texts.tiers?.map((tier) => ({ ...emptyTier, ...tier, up_to: tier.up_to ?? '' }));
  return {
    ...emptyPricing,
    ...texts,
    ...(tiers ? { tiers } : {}),
    commitment: { ...emptyPricing.commitment, ...commitment },
  };
}

/** What the core holds are texts already, but for a few. What is zero unless given is shown as not given. */
function withTexts(value: unknown, key = ''): unknown {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((item) => withTexts(item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withTexts(item, name)]));
  const isUnsaid = (key === 'flat_amount' || key === 'free_units') && value === '0';
  const isPlainFactor = key === 'overage_factor' && value === '1';
  return isUnsaid || isPlainFactor ? '' : value;
}
