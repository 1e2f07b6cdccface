import type { Actor } from '../context.ts';

/**
 * Who set a price, as the price keeps it: by name alone. The system is called after what it was at, `seed` or `cli
 * products:import`; a person or key that calls itself so stands in quotes, and is not taken for it.
 */
export function nameOfSetter({ type, name }: Actor): string {
  return type !== 'system' && (name === 'seed' || name.startsWith('cli ')) ? `"${name}"` : name;
}
