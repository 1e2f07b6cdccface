import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireQuantityInput } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';

const DiscountType = z.enum(['fixed', 'percent']).describe('fixed takes an amount, percent a share.');

export const CouponDuration = z
  .enum(['once', 'periods', 'for_ever', 'until_spent'])
  .describe(
    'once: one invoice. periods: so many invoices. for_ever: every invoice. until_spent: a fixed value as one sum, off as many invoices as it lasts for.',
  );
export type CouponDuration = z.infer<typeof CouponDuration>;

const fields = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9_-]{0,49}$/, 'is no code; use letters, digits, _ and -, such as WELCOME-10'),
  type: DiscountType,
  value: WireQuantityInput.refine((text) => Number(text) > 0, 'is 0; a coupon takes something off').describe(
    'Major units, or percent: 10 is 10 %.',
  ),
  currency: CurrencyCode.nullable()
    .default(null)
    .describe('Of a fixed value and of minimum_amount; null holds for all.'),
  duration: CouponDuration.default('once'),
  periods: z.int().min(1).max(1200).nullable().default(null).describe('How many invoices, with duration periods.'),
  product_ids: z
    .array(z.string().min(1))
    .min(1)
    .nullable()
    .default(null)
    .describe('What it is for; null is everything.'),
  first_order_only: z.boolean().default(false),
  minimum_amount: WireQuantityInput.nullable()
    .default(null)
    .describe('Major units: what the lines it is for must come to, before discounts and tax.'),
  valid_from: LocalDateSchema.nullable().default(null).describe('The first day on which it may be redeemed.'),
  valid_to: LocalDateSchema.nullable()
    .default(null)
    .describe('The first day on which it may no longer be redeemed; null while it is open.'),
  stacking_order: z
    .int()
    .default(0)
    .describe('The lower number is taken off first; of equal ones the one given first.'),
  combinable: z.boolean().default(true).describe('Whether it may stand beside others.'),
});

/** What the code of a coupon promises. How often it may be redeemed in all is counted where it is stored. */
export const CouponTerms = fields.superRefine((terms, context) => {
  for (const { path, message } of faults(terms)) context.addIssue({ code: 'custom', path: [path], message });
});
export type CouponTerms = z.infer<typeof CouponTerms>;

type Fault = { path: keyof z.infer<typeof fields>; message: string };

function faults(terms: z.infer<typeof fields>): Fault[] {
  const { type, value, currency, duration, periods, minimum_amount, valid_from, valid_to } = terms;
  const found: Fault[] = [];
  const isPercent = type === 'percent';
  if (isPercent && Number(value) > 100) found.push({ path: 'value', message: 'is more than 100 percent' });
  if (!isPercent && currency === null)
    found.push({ path: 'currency', message: 'is missing; a fixed value is in a currency' });
  if (isPercent && currency === null && minimum_amount !== null)
    found.push({ path: 'currency', message: 'is missing; minimum_amount is in a currency' });
  if (isPercent && duration === 'until_spent')
    found.push({ path: 'duration', message: 'is until_spent, which needs a fixed value; choose another one' });
  if ((duration === 'periods') !== (periods !== null))
    found.push({ path: 'periods', message: 'belongs to duration periods, and only to it' });
  if (valid_from !== null && valid_to !== null && valid_to <= valid_from)
    found.push({ path: 'valid_to', message: 'is not after valid_from; the day itself is no longer in it' });
  return found;
}
