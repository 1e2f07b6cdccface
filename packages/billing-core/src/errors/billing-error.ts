import { ERROR_CATALOGUE, type ErrorCode, type ErrorKind } from './catalogue.ts';

/** One fault in an input: where it is (`items[0].quantity`) and what to do about it. */
export type FieldError = { path: string; message: string };

export type ErrorDetails = { errors?: FieldError[]; [key: string]: unknown };

/**
 * The one error class. Thrown by the core and by operations, caught at the edges only.
 *
 * The message names the field, the value and the remedy, for a person; the code is for a program.
 *
 * @example
 * const error = new BillingError('unknown_currency', 'currency "XYZ" is not in ISO 4217; use a code such as "EUR".');
 * error.kind // 'invalid_input'
 */
export class BillingError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BillingError';
    this.code = code;
    this.kind = ERROR_CATALOGUE[code];
    this.details = details;
  }
}

/**
 * By shape, not by class: an error from another copy of this module (a worker, a bundle) is one as well.
 * @example isBillingError(new BillingError('not_found', 'customer 1 is not there.')) // true
 * @example isBillingError(new Error('not_found')) // false
 */
export function isBillingError(error: unknown): error is BillingError {
  return error instanceof Error && error.name === 'BillingError' && 'code' in error && 'kind' in error;
}
