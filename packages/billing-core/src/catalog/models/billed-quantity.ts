import { Decimal, type Explanation, fromStep, given } from '../../money/index.ts';
import type { RatedUsage } from './usage.ts';

/**
 * The quantity that is priced: as measured, or rounded up to a multiple of `roundUpTo`.
 * Explained as the steps `quantity` and `billed_quantity`; returns the name of the step that holds it.
 */
export function billedQuantity(
  usage: RatedUsage,
  roundUpTo: string | undefined,
  explanation: Explanation | null,
): { quantity: Decimal; step: string } {
  const { quantity, quantityStep } = usage;
  explanation?.add({
    id: 'quantity',
    rule: 'quantity',
    operation: 'value',
    operands: [quantityStep === undefined ? given('quantity', quantity) : fromStep('quantity', quantityStep)],
    result: quantity,
  });
  if (roundUpTo === undefined) return { quantity, step: 'quantity' };
  const size = new Decimal(roundUpTo);
  const billed = quantity.div(size).ceil().times(size);
  explanation?.add({
    id: 'billed_quantity',
    rule: 'billed_quantity',
    operation: 'multiple_up',
    operands: [fromStep('quantity', 'quantity'), given('size', size)],
    result: billed,
  });
  return { quantity: billed, step: 'billed_quantity' };
}
