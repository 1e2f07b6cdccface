import { locate, type TaxLocation } from '../areas/locate.ts';
import type { TaxExemption, TaxKind, TaxRule } from '../schema.ts';
import type { TaxCategory } from '../tax-category.ts';
import type { TaxRate } from '../tax-rate.ts';
import { isValidOn } from './choose-rules.ts';
import { placeName } from './rule-place.ts';
import type { TaxFacts } from './tax-facts.ts';

/** A tax that a supply bears, or the reason why it bears none. It is a `TaxRate`, ready for an item of an invoice. */
export type TaxLine = TaxRate & {
  /** Decimal text. */
  percent: string;
  name: string;
  category: TaxCategory;
  /** For a person. */
  reason: string;
  kind: TaxKind | null;
  layer: string | null;
  /** The rule it comes from; null where the place of supply alone decided. */
  rule_id: string | null;
  /** What frees the buyer of it. */
  exemption: TaxExemption | null;
};

export function taxedLine(rule: TaxRule, place: TaxLocation): TaxLine {
  const { percent, name, category, compound, kind, layer, valid_from } = rule;
  const fact = `${name} of ${placeName(place)}: ${percent} % from ${valid_from}`;
  return {
    percent,
    name,
    category,
    ...(compound ? { compound } : {}),
    ...(rule.reason_code === null ? {} : { reason_code: rule.reason_code }),
    reason: rule.reason ?? fact,
    kind,
    layer,
    rule_id: rule.id,
    exemption: null,
  };
}

/** The one line of a supply without tax. */
export function untaxedLine(
  category: TaxCategory,
  { reason, source }: { reason: string; source: string | null },
  { isOriginInUnion, isDestinationInUnion }: TaxFacts,
  reasonCode?: string,
): TaxLine {
  return {
    percent: '0',
    name: isOriginInUnion || isDestinationInUnion ? 'VAT' : 'Tax',
    category,
    ...(reasonCode === undefined ? {} : { reason_code: reasonCode }),
    reason: source === null ? reason : `${reason}, ${source}`,
    kind: null,
    layer: null,
    rule_id: null,
    exemption: null,
  };
}

/** The line of a buyer who is exempt from it; any other as it is. */
export function exemptLine(line: TaxLine, place: TaxLocation, { buyer, day }: TaxFacts): TaxLine {
  if (Number(line.percent) === 0) return line;
  const exemption = buyer.exemptions.filter((candidate) => frees(candidate, line, place, day)).sort(compare)[0];
  if (exemption === undefined) return line;
  const { compound: _, ...plain } = line;
  const { reason, reason_code } = exemption;
  return { ...plain, percent: '0', category: 'E', ...(reason_code === null ? {} : { reason_code }), reason, exemption };
}

function frees(exemption: TaxExemption, line: TaxLine, place: TaxLocation, day: string): boolean {
  if (!isValidOn(exemption, day) || (exemption.layer !== null && exemption.layer !== line.layer)) return false;
  const { area, region } = locate({ ...exemption, county: null, city: null, postal_code: null });
  return area === place.area && (region === null || region === place.region);
}

/** Of several the one that began first, so that the order in which they are kept does not matter. */
function compare(left: TaxExemption, right: TaxExemption): number {
  return orderOf(left) < orderOf(right) ? -1 : 1;
}

function orderOf({ valid_from, reason }: TaxExemption): string {
  return `${valid_from} ${reason}`;
}
