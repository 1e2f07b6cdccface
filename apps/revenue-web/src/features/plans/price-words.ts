import type { Pricing } from '@revenue/billing-core/catalog';
import type { Format } from '../../format/create-format.ts';
import { unitsOf } from '../../format/words.ts';

type TierText = { bounds: string; price: string };

const unitWord = (unit: string | null) => unit ?? 'unit';

/** 'per 1,000 tokens', 'per token'. */
export function perUnits(perUnitsText: string, unit: string | null, format: Format): string {
  return perUnitsText === '1'
    ? `per ${unitWord(unit)}`
    : `per ${format.number(perUnitsText)} ${unitsOf(perUnitsText, unitWord(unit))}`;
}

/** The tiers of a price list, as one reads them: where each begins and ends, and what it costs. */
export function tierTexts(
  pricing: Extract<Pricing, { tiers: unknown }>,
  currency: string,
  unit: string | null,
  format: Format,
): TierText[] {
  return pricing.tiers.map((tier, index) => {
    const from = pricing.tiers[index - 1]?.up_to ?? null;
    const bounds = (text: string) =>
      pricing.model === 'graduated_percentage' ? format.unitPrice(text, currency) : format.number(text);
    const fee = /^0(\.0+)?$/.test(tier.flat_amount) ? '' : ` + ${format.unitPrice(tier.flat_amount, currency)}`;
    return {
      bounds: boundsText(from, tier.up_to, bounds),
      price: `${tierPrice(pricing, index, { currency, unit, format })}${fee}`,
    };
  });
}

type Words = { currency: string; unit: string | null; format: Format };

function tierPrice(pricing: Extract<Pricing, { tiers: unknown }>, index: number, { currency, unit, format }: Words) {
  if (pricing.model === 'graduated_percentage') return format.percent(pricing.tiers[index]?.rate_percent ?? '0');
  const price = format.unitPrice(pricing.tiers[index]?.unit_amount ?? '0', currency);
  return `${price} ${perUnits(pricing.per_units, unit, format)}`;
}

function boundsText(from: string | null, upTo: string | null, write: (text: string) => string): string {
  if (from === null) return upTo === null ? 'Any quantity' : `First ${write(upTo)}`;
  if (upTo === null) return `Above ${write(from)}`;
  return `${write(from)} to ${write(upTo)}`;
}

/** What it is, and when it is charged. */
export function whenTexts({ kind, timing }: { kind: string; timing: string }): string[] {
  if (kind === 'one_time') return ['Once', 'With the first period'];
  return [kind === 'usage' ? 'Usage' : 'Recurring', timing === 'advance' ? 'In advance' : 'In arrear'];
}

/** A price in one line: '$49.00', '$0.50 per 1,000 tokens', 'from $0.02 per token'. */
export function priceLine(pricing: Pricing, currency: string, unit: string | null, format: Format): string {
  switch (pricing.model) {
    case 'flat':
      return format.unitPrice(pricing.amount, currency);
    case 'per_unit':
      return `${format.unitPrice(pricing.unit_amount, currency)} ${perUnits(pricing.per_units, unit, format)}`;
    case 'package':
      return `${format.unitPrice(pricing.package_amount, currency)} per ${format.number(pricing.package_size)} ${unitsOf(pricing.package_size, unitWord(unit))}`;
    case 'graduated':
      return 'in graduated tiers';
    case 'volume':
      return 'by volume';
    case 'percentage':
      return format.percent(pricing.rate_percent);
    case 'graduated_percentage':
      return 'a percentage in tiers';
  }
}

/** What holds the price of a period, one sentence each: nothing is charged that the card does not say. */
export function limitTexts(pricing: Pricing, currency: string, unit: string | null, format: Format): string[] {
  const price = (text: string) => format.unitPrice(text, currency);
  const { commitment, maximum_amount, minimum_amount } = pricing;
  const included = includedUnits(pricing);
  return [
    ...(included === undefined
      ? []
      : [`The first ${format.number(included)} ${unitsOf(2, unitWord(unit))} are included`]),
    ...(pricing.model === 'percentage' && pricing.free_amount !== undefined
      ? [`Nothing is taken of the first ${price(pricing.free_amount)}`]
      : []),
    ...(commitment === undefined ? [] : [commitmentText(commitment, price, format)]),
    ...(minimum_amount === undefined ? [] : [`At least ${price(minimum_amount)} a period`]),
    ...(maximum_amount === undefined ? [] : [`At most ${price(maximum_amount)} a period`]),
  ];
}

function includedUnits(pricing: Pricing): string | undefined {
  if (pricing.model === 'package') return pricing.free_units === '0' ? undefined : pricing.free_units;
  return 'included_units' in pricing ? pricing.included_units : undefined;
}

type Commitment = NonNullable<Pricing['commitment']>;

function commitmentText(commitment: Commitment, price: (text: string) => string, format: Format): string {
  const promised = `${price(commitment.amount)} a period is committed${commitment.true_up ? ' and paid in any case' : ''}`;
  return commitment.overage_factor === '1'
    ? promised
    : `${promised}; beyond it the price counts ${format.number(commitment.overage_factor)} times`;
}
