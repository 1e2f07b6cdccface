import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { type ProductValues, sentPrices } from './product-values.ts';

/** The form's prices become the wire's before they are checked, so that faults point at what is sent. */
export function productResolver<Sent extends FieldValues>(
  schema: z.ZodType<Sent>,
  blank: undefined | null,
  withType: boolean,
): Resolver<ProductValues, unknown, Sent> {
  const check = wireResolver<ProductValues, Sent>(schema, blank);
  return (values, context, options) => {
    const { type, ...rest } = values;
    const sent = { ...rest, prices: sentPrices(type, values.prices), ...(withType ? { type } : {}) };
    return check(sent as unknown as ProductValues, context, options);
  };
}
