import { type ErrorDetails, isBillingError } from '../src/errors/index.ts';

/** The code an act fails with, for tests. */
export function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isBillingError(error)) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

/** The details an act fails with, for tests. */
export function detailsOf(act: () => unknown): ErrorDetails | null {
  try {
    act();
  } catch (error) {
    if (isBillingError(error)) return error.details;
    throw error;
  }
  return null;
}
