import { z } from 'zod';
import { RoundingMode } from './round.ts';

/**
 * How a tenant rounds. Rounding is policy, not accident: every function that rounds takes it as an argument.
 * `tax` says whether tax is rounded per line, per rate or once per document.
 */
export const RoundingPolicy = z.strictObject({
  mode: RoundingMode.default('half_up'),
  tax: z.enum(['per_line', 'per_rate', 'per_document']).default('per_rate'),
});
export type RoundingPolicy = z.infer<typeof RoundingPolicy>;

export const DEFAULT_ROUNDING: RoundingPolicy = { mode: 'half_up', tax: 'per_rate' };
