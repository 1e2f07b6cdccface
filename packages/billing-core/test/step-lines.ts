import type { Derivation } from '../src/money/derivation.ts';

/** A derivation as lines to read: `id: rule = operation(name=value, name<-step) -> result {about}`. */
export function stepLines({ steps }: Derivation): string[] {
  return steps.map(({ id, rule, operation, operands, result, rounding, about }) => {
    const given = operands.map((operand) =>
      'step' in operand ? `${operand.name}<-${operand.step}` : `${operand.name}=${operand.value}`,
    );
    const how = rounding === undefined ? '' : ` ${rounding.scale} ${rounding.mode}`;
    const facts = about === undefined ? '' : ` ${JSON.stringify(about)}`;
    return `${id}: ${rule} = ${operation}(${given.join(', ')}) -> ${result}${how}${facts}`;
  });
}
