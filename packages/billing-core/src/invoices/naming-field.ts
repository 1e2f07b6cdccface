import { BillingError, isBillingError } from '../errors/index.ts';

/**
 * What `compute` comes to; when that is too much to be stored, the error says of which field.
 *
 * @throws BillingError amount_out_of_range, with the path of the field
 */
export function namingField<Result>(path: string, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!isBillingError(error) || error.code !== 'amount_out_of_range') throw error;
    const errors = [{ path, message: `comes to too much: ${error.message}` }];
    throw new BillingError(error.code, `${path} comes to too much: ${error.message}`, { errors }, { cause: error });
  }
}
