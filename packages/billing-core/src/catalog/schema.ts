import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireUnitPrice, WireUnitPriceInput } from '../money/wire.ts';
import { Interval, IntervalCount } from '../time/interval.ts';
import { ExternalId, exportFields, Id, Instant, Metadata, optionalText, pageFields, pageOf } from '../wire/index.ts';

export const PRODUCT_TYPES = ['one_time', 'recurring', 'metered'] as const;
export const ProductType = z
  .enum(PRODUCT_TYPES)
  .describe('one_time is sold once, recurring is billed every interval, metered is billed by what was used.');
export type ProductType = z.infer<typeof ProductType>;

/** A price in one currency. A product has at most one current price in each. */
const UnitAmount = WireUnitPriceInput.refine((text) => !text.startsWith('-'), 'must not be negative').describe(
  'Price of one unit in major units, up to 12 decimal places.',
);
const RecurringInterval = Interval.nullable().optional().describe('Of recurring products only; month when left out.');

export const NewPrice = z.strictObject({
  currency: CurrencyCode,
  unit_amount: UnitAmount,
  interval: RecurringInterval,
  interval_count: IntervalCount.optional(),
});
export type NewPrice = z.infer<typeof NewPrice>;

const Prices = z
  .array(NewPrice)
  .max(50)
  .refine((prices) => new Set(prices.map((price) => price.currency)).size === prices.length, {
    message: 'has two prices in one currency; give one for each currency',
  });

const Name = z.string().trim().min(1, 'is empty; give the product a name').max(200);

const details = {
  price: UnitAmount.optional().describe('The price in `currency`; further currencies go into `prices`.'),
  currency: CurrencyCode.optional().describe("Of `price`; the tenant's currency when left out."),
  interval: RecurringInterval,
  interval_count: IntervalCount.optional(),
  external_id: ExternalId.nullable().optional(),
  description: optionalText(2000),
  unit: optionalText(50).describe('What one of it is called on an invoice: seat, token, hour.'),
  active: z.boolean().optional(),
  metadata: Metadata.optional(),
};

export const CreateProduct = z.strictObject({
  name: Name,
  type: ProductType,
  prices: Prices.default([]),
  ...details,
});
export type CreateProduct = z.infer<typeof CreateProduct>;

export const ProductChanges = z.strictObject({
  name: Name.optional(),
  prices: Prices.optional().describe(
    'The prices from now on, of the currencies named. A change closes the price before it; others stay.',
  ),
  ...details,
});

export const UpdateProduct = ProductChanges.extend({
  id: Id,
  version: z.number().int().min(1).optional().describe('The version last seen; refused when it is another now.'),
});
export type UpdateProduct = z.infer<typeof UpdateProduct>;

export const Price = z
  .object({
    id: Id,
    currency: z.string(),
    unit_amount: WireUnitPrice,
    interval: Interval.nullable(),
    interval_count: z.number().int(),
    valid_from: Instant,
    valid_to: Instant.nullable().describe('Exclusive; null while the price is current.'),
  })
  .meta({ id: 'Price' });
export type Price = z.infer<typeof Price>;

export const Product = z
  .object({
    id: Id,
    external_id: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    type: ProductType,
    unit: z.string().nullable(),
    active: z.boolean(),
    price: WireUnitPrice.nullable().describe('The current price in `currency`; null while there is none.'),
    currency: z.string().nullable().describe("The tenant's currency where there is a price in it."),
    interval: Interval.nullable(),
    interval_count: z.number().int(),
    prices: z.array(Price).describe('The current price in each currency.'),
    metadata: Metadata,
    version: z.number().int().describe('Raised by every change; the ETag.'),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof Product>;

export const PriceInHistory = Price.extend({
  previous_unit_amount: WireUnitPrice.nullable().describe(
    'What it was before, in the same currency; null for the first.',
  ),
  created_by: z.string().nullable().describe('Who set it; null where nobody wrote it down.'),
}).meta({ id: 'PriceInHistory' });
export type PriceInHistory = z.infer<typeof PriceInHistory>;

export const ProductDetail = Product.extend({
  price_history: z
    .array(PriceInHistory)
    .describe(
      'Every price there was and is, newest first. Invoices already made, drafts too, keep the price they have.',
    ),
}).meta({ id: 'ProductDetail' });
export type ProductDetail = z.infer<typeof ProductDetail>;

export const PRODUCT_SORTS = ['-created_at', 'created_at', 'name', '-name'] as const;

export const ListProducts = z.strictObject({
  type: ProductType.optional(),
  active: z.boolean().optional(),
  q: z.string().trim().max(200).optional().describe('Part of the name or description, or a whole id.'),
  sort: z.enum(PRODUCT_SORTS).default('-created_at'),
  ...pageFields,
});
export type ListProducts = z.infer<typeof ListProducts>;

/** What a list of products is narrowed by, whatever is done with those that match. */
export const ProductFilters = ListProducts.omit({ limit: true, cursor: true, sort: true });
export type ProductFilters = z.infer<typeof ProductFilters>;

export const ExportProducts = ListProducts.omit({ limit: true, cursor: true }).extend(exportFields);

export const ProductPage = pageOf(Product, {
  counts: z
    .object({
      all: z.number().int(),
      one_time: z.number().int(),
      recurring: z.number().int(),
      metered: z.number().int(),
    })
    .describe('How many of each type match the other filters.'),
});
export type ProductPage = z.infer<typeof ProductPage>;
