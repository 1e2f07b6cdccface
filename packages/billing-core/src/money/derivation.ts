import { z } from 'zod';
import { ROUNDING_MODES } from './round.ts';

/**
 * The arithmetic of a step, all of it exact (rational); only `round` loses digits, and says how.
 *
 * - value: the one operand itself; names an input
 * - add, multiply: all operands. subtract: the first less the rest. divide: the first by the rest, one after the other
 * - min, max: of all operands
 * - slice(quantity, from, up_to?): the part of the quantity above `from` and not above `up_to`
 * - multiple_up(quantity, size), multiple_down: rounded to a whole multiple of size
 * - quotient_up(quantity, size), quotient_down: how many whole sizes
 * - round_part(position, total, part, part, …): the part at `position` (from 1) when all parts are rounded to
 *   `rounding.scale` places so that they add up to `total`: cut toward zero, the missing units one each to those that lost
 *   most, ties to the earlier
 * - round(x): to `rounding.scale` places in `rounding.mode`
 */
export const DERIVATION_OPERATIONS = [
  'value',
  'add',
  'subtract',
  'multiply',
  'divide',
  'min',
  'max',
  'slice',
  'multiple_up',
  'multiple_down',
  'quotient_up',
  'quotient_down',
  'round_part',
  'round',
] as const;

export const DerivationOperation = z.enum(DERIVATION_OPERATIONS);
export type DerivationOperation = z.infer<typeof DerivationOperation>;

/** Why a step exists: the words that an interface turns into sentences. Stored for ever, so none is taken back. */
export const DERIVATION_RULES = [
  'quantity',
  'billed_quantity',
  'flat',
  'unit_price',
  'per_units',
  'tier_units',
  'tier_flat',
  'sum_of_tiers',
  'volume_tier',
  'free_units',
  'packages',
  'package_price',
  'percent',
  'fixed_amount',
  'min_per_transaction',
  'max_per_transaction',
  'sum_of_transactions',
  'negative_quantity',
  'included_units',
  'commitment',
  'commitment_overage',
  'commitment_total',
  'minimum',
  'maximum',
  'limit_part',
  'limit_proration',
  'increment',
  'sum_of_dimensions',
  'proration_part',
  'proration',
  'line_amount',
  'subtotal',
  'discount_base',
  'discount_rate',
  'discount_rounding',
  'discount',
  'discount_share',
  'after_discount',
  'discount_total',
  'tax_inclusive_divisor',
  'tax_base',
  'tax_exact',
  'tax_sum',
  'tax_rounding',
  'tax_share',
  'line_tax',
  'tax_total',
  'net_total',
  'total',
  'credit',
  'after_credit',
  'cash_rounding',
  'amount_due',
  'credited_share',
  'credited_total',
  'plan_difference',
  'credit_cap',
  'late_fee',
  'late_fee_maximum',
  'recognition_price',
  'recognition_share',
  'recognized',
  'exchange_value',
  'exchange_difference',
  'source_amount',
  'exchange_rate',
  'rounding',
] as const;
export type DerivationRule = (typeof DERIVATION_RULES)[number];

export const DerivationOperand = z.union([
  z.strictObject({ name: z.string(), value: z.string() }),
  z.strictObject({ name: z.string(), step: z.string() }),
]);
/** A decimal text, or the result of an earlier step. `name` is its part in the rule: quantity, unit_amount, up_to. */
export type DerivationOperand = z.infer<typeof DerivationOperand>;

export const DerivationStep = z.strictObject({
  id: z.string().describe('Unique in the derivation; later steps refer to it.'),
  rule: z.enum(DERIVATION_RULES).describe('Why this step exists; the interface turns it into a sentence.'),
  operation: DerivationOperation,
  operands: z.array(DerivationOperand).min(1),
  result: z.string().describe('Decimal text; a quotient that does not end is cut to 30 places for show.'),
  rounding: z.strictObject({ scale: z.number().int().min(0), mode: z.enum(ROUNDING_MODES) }).optional(),
  about: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('Facts to word it: tier: 1.'),
});
export type DerivationStep = z.infer<typeof DerivationStep>;

/**
 * How an amount came about, as data: the interface words it, an independent interpreter can redo it. Steps only look
 * back; the result of the last one is the amount, in major units of `currency`.
 */
export const Derivation = z.strictObject({
  version: z.literal(1),
  currency: z.string(),
  steps: z.array(DerivationStep).min(1),
});
export type Derivation = z.infer<typeof Derivation>;
