import { BillingError } from '../errors/index.ts';
import type { Derivation, DerivationStep } from '../money/index.ts';

/**
 * The derivation of one amount out of a larger one: the step that is named, and all it builds on. Of an invoice these are
 * `subtotal`, `discount_total`, `tax_total`, `total`, `amount_due`, and by line `line_1_tax`.
 *
 * @throws BillingError not_found when there is no step of this name
 * @example
 * const step = (id, operands) => ({ id, rule: 'total', operation: 'add', operands, result: '1' });
 * const one = step('one', [{ name: 'x', value: '1' }]);
 * const whole = { version: 1, currency: 'USD', steps: [one, step('other', one.operands), step('last', [{ name: 'x', step: 'one' }])] };
 * derivationOf(whole, 'last').steps.map(({ id }) => id) // ['one', 'last']
 */
export function derivationOf(derivation: Derivation, id: string): Derivation {
  const byId = new Map(derivation.steps.map((step) => [step.id, step]));
  const last = byId.get(id);
  if (last === undefined) {
    throw new BillingError('not_found', `the derivation has no step "${id}"; it has ${[...byId.keys()].join(', ')}.`);
  }
  const needed = new Set<DerivationStep>();
  collect(last, byId, needed);
  return { ...derivation, steps: derivation.steps.filter((step) => needed.has(step)) };
}

function collect(step: DerivationStep, byId: Map<string, DerivationStep>, needed: Set<DerivationStep>): void {
  if (needed.has(step)) return;
  needed.add(step);
  for (const operand of step.operands) {
    const earlier = 'step' in operand ? byId.get(operand.step) : undefined;
    if (earlier !== undefined) collect(earlier, byId, needed);
  }
}
