import { isBillingError } from '@revenue/billing-core/errors';

export type Typed<Result> = { result: Result; fault?: undefined } | { fault: string };

/**
 * What the core computes of figures that are still being typed, or its reason to refuse them: shown where they are
 * typed, never thrown, which would take the page and all typing on it away.
 */
export function whileTyping<Result>(compute: () => Result): Typed<Result> {
  try {
    return { result: compute() };
  } catch (error) {
    if (isBillingError(error)) return { fault: error.message };
    throw error;
  }
}
