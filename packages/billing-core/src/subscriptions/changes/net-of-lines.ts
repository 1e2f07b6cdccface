import { type Derivation, type DerivationStep, decimalText, fromMinor, fromStep } from '../../money/index.ts';
import type { ChangePolicy } from './change-policy-schema.ts';
import type { ChangeLine, ChangeMoney } from './change-terms.ts';

/** What lines come to, and where they go. `waits` keeps them for the next invoice in any case. */
export function netOfLines(
  lines: ChangeLine[],
  currency: string,
  { invoicing, waits }: { invoicing: ChangePolicy['invoicing']; waits: boolean },
): ChangeMoney {
  const net = lines.reduce((sum, { amount }) => sum + amount, 0n);
  // An invoice of nothing, or of less, is none: what is given back is taken off the next one.
  const isInvoiced = invoicing === 'now' && net > 0n && !waits;
  const billing = lines.length === 0 ? 'nothing' : isInvoiced ? 'invoice_now' : 'next_invoice';
  return { lines, net, derivation: explainNet(lines, net, currency), billing };
}

/** The steps of all lines one after the other, and their sum. */
function explainNet(lines: readonly ChangeLine[], net: bigint, currency: string): Derivation | null {
  const derivations = lines.flatMap(({ derivation }) => derivation ?? []);
  if (derivations.length === 0) return null;
  const parts = derivations.map(({ steps }, index) => steps.map((step) => renamed(step, `line_${index + 1}`)));
  const operands = parts.map((steps, index) => fromStep(`line_${index + 1}`, steps.at(-1)?.id ?? ''));
  const result = decimalText(fromMinor(net, currency));
  const sum = { id: 'net', rule: 'plan_difference', operation: 'add', operands, result } as const;
  return { version: 1, currency, steps: [...parts.flat(), sum] };
}

function renamed({ id, operands, ...step }: DerivationStep, line: string): DerivationStep {
  return {
    ...step,
    id: `${line}_${id}`,
    operands: operands.map((operand) =>
      'step' in operand ? fromStep(operand.name, `${line}_${operand.step}`) : operand,
    ),
  };
}
