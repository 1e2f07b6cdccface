import { z } from 'zod';
import { WireQuantityInput } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { CountryCode } from '../wire/fields.ts';
import { mayCarryTax, needsReason, reasonCodeOf, TaxCategory } from './tax-category.ts';

/** What sort of tax it is. A registration is for one kind: with GST a seller is not yet registered for a sales tax. */
export const TaxKind = z.enum(['vat', 'gst', 'sales_tax']).describe('vat, gst or sales_tax.');
export type TaxKind = z.infer<typeof TaxKind>;

export const CustomerType = z.enum(['business', 'consumer']).describe('business acts as a taxable person.');
export type CustomerType = z.infer<typeof CustomerType>;

/** digital_services: telecommunications, broadcasting and electronically supplied services (Art. 58). */
export const SupplyNature = z
  .enum(['goods', 'services', 'digital_services'])
  .describe('Decides where a supply takes place: goods where they go, digital services where the consumer lives.');
export type SupplyNature = z.infer<typeof SupplyNature>;

export const ProductTaxCategory = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,49}$/, 'must be a word such as standard, reduced, digital_service or exempt')
  .describe("The tenant's word for how a product is taxed: standard, reduced, digital_service, exempt, books.");
export type ProductTaxCategory = z.infer<typeof ProductTaxCategory>;

const Region = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,3}$/, 'is not a subdivision of ISO 3166-2; use what follows the country: CA of US-CA')
  .describe('Subdivision of ISO 3166-2 without its country: CA of US-CA.');
const PlaceName = z.string().trim().min(1).max(100);
/** Codes are compared without blanks and dashes: "SW1A 1AA" begins with "SW1A1". */
const PostalCode = z
  .string()
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().min(1).max(20));
const DayOrOpen = LocalDateSchema.nullable().default(null);

const placeFields = {
  country: CountryCode,
  region: Region.nullable().default(null),
  county: PlaceName.nullable().default(null),
  city: PlaceName.nullable().default(null),
  postal_code: PostalCode.nullable().default(null),
};

/** A place on the map, as far as a tax cares. */
export const TaxPlace = z.strictObject(placeFields);
export type TaxPlace = z.output<typeof TaxPlace>;

const validity = {
  valid_from: LocalDateSchema.describe('The first day on which it holds.'),
  valid_to: DayOrOpen.describe('The first day on which it no longer holds; null while it is open.'),
};

type Validity = { valid_from: string; valid_to: string | null };
const endsAfterItBegins = ({ valid_from, valid_to }: Validity) => valid_to === null || valid_from < valid_to;
const VALIDITY_FAULT = { path: ['valid_to'], message: 'is not after valid_from; the day itself is no longer in it' };

export const TaxPercent = WireQuantityInput.refine((text) => Number(text) <= 100, 'is more than 100 percent').describe(
  'Percent, up to 12 decimal places: 19 is 19 %.',
);

type Categorised = {
  category?: TaxCategory | undefined;
  percent: string;
  reason?: string | null | undefined;
  reason_code?: string | null | undefined;
};

/** What a category of EN 16931 asks of the rate beside it. */
function checkCategory({ category, percent, reason, reason_code }: Categorised, context: z.RefinementCtx): void {
  const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (category === undefined) return;
  if (!mayCarryTax(category) && Number(percent) !== 0) fault('percent', `must be 0 in category ${category}`);
  if (category === 'S' && Number(percent) === 0) fault('category', 'is Z or E where the rate is 0, not S');
  if (needsReason(category) && !reason && !reason_code)
    fault('reason', `or reason_code is needed in category ${category}: say why there is no tax`);
}

/** Some categories say their reason by themselves: AE is VATEX-EU-AE. */
function withReasonCode<Rate extends Categorised>(rate: Rate): Rate {
  const code = rate.category === undefined ? null : reasonCodeOf(rate.category);
  return rate.reason_code || code === null ? rate : { ...rate, reason_code: code };
}

/** A tax as one says it on a line, without any rule behind it. */
export const LineTaxRate = z
  .strictObject({
    percent: TaxPercent,
    name: z.string().trim().min(1).max(100).optional().describe('As the invoice prints it: VAT, GST, State sales tax.'),
    category: TaxCategory.optional().describe('Category of EN 16931; S unless given where there is tax.'),
    reason_code: z.string().trim().min(1).max(50).optional().describe('Why there is no tax: a VATEX code.'),
    reason: z.string().trim().min(1).max(500).optional().describe('Why there is no tax, for a person.'),
    compound: z.boolean().optional().describe('On the amount and the taxes before it.'),
  })
  .transform(withReasonCode)
  .superRefine(checkCategory);
export type LineTaxRate = z.output<typeof LineTaxRate>;

/**
 * One dated rate of one tax in one place. What is left out (null) holds for all. Of the rules of one `layer` that hold for
 * a supply the most specific one counts; the rules of different layers are stacked.
 */
export const TaxRule = z
  .strictObject({
    id: z.string().trim().min(1).max(100),
    country: CountryCode,
    region: Region.nullable().default(null),
    county: PlaceName.nullable().default(null),
    city: PlaceName.nullable().default(null),
    postal_prefix: PostalCode.nullable().default(null).describe('Every postal code that begins like this.'),
    kind: TaxKind,
    layer: z.string().trim().min(1).max(40).default('country').describe('What it competes with: country, state, city.'),
    name: z.string().trim().min(1).max(100).describe('As the invoice prints it: VAT, GST, State sales tax.'),
    product_category: ProductTaxCategory.nullable().default(null),
    customer_type: CustomerType.nullable().default(null),
    route: z
      .enum(['within_region', 'between_regions'])
      .nullable()
      .default(null)
      .describe('Whether the supply stays in the region of the seller: CGST and SGST do, IGST does not.'),
    percent: TaxPercent,
    category: TaxCategory.default('S'),
    reason_code: z
      .string()
      .trim()
      .min(1)
      .max(50)
      .nullable()
      .default(null)
      .describe('VATEX code, such as VATEX-EU-132.'),
    reason: z.string().trim().min(1).max(500).nullable().default(null).describe('Why there is no tax, for a person.'),
    compound: z.boolean().default(false).describe('On the amount and the taxes before it.'),
    stack_order: z.number().int().min(0).max(1000).default(0).describe('Lower ones come first.'),
    exclusive: z.boolean().default(false).describe('Where it counts, no other layer does.'),
    ...validity,
  })
  .refine(endsAfterItBegins, VALIDITY_FAULT)
  .superRefine(checkCategory)
  .describe('A dated tax rate.');
export type TaxRule = z.output<typeof TaxRule>;

/**
 * - standard: registered in that place as a seller there is
 * - simplified: for sales to consumers only; businesses account for the tax themselves (Australia, New Zealand)
 * - oss_union, oss_non_union, ioss: the one-stop shops of the European Union, valid in all of its member states
 */
export const RegistrationScheme = z.enum(['standard', 'simplified', 'oss_union', 'oss_non_union', 'ioss']);
export type RegistrationScheme = z.infer<typeof RegistrationScheme>;

/** Where the seller has to charge tax, and for what. Without one no tax is charged. */
export const TaxRegistration = z
  .strictObject({
    country: CountryCode,
    region: Region.nullable().default(null).describe('Of one region only; of the whole country unless given.'),
    kind: TaxKind,
    scheme: RegistrationScheme.default('standard'),
    ...validity,
  })
  .refine(endsAfterItBegins, VALIDITY_FAULT);
export type TaxRegistration = z.output<typeof TaxRegistration>;

export const TaxSeller = z.strictObject({
  ...placeFields,
  registrations: z.array(TaxRegistration).default([]),
  below_eu_threshold: z
    .boolean()
    .default(false)
    .describe('Sales to consumers in other member states are below 10,000 EUR in this and the last year (Art. 59c).'),
});
export type TaxSeller = z.output<typeof TaxSeller>;

/** A customer who need not pay a tax, for a reason that has been shown and lasts for a time. */
export const TaxExemption = z
  .strictObject({
    country: CountryCode,
    region: Region.nullable().default(null),
    layer: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .nullable()
      .default(null)
      .describe('Of this layer only; of all unless given.'),
    reason_code: z.string().trim().min(1).max(50).nullable().default(null),
    reason: z.string().trim().min(1).max(500),
    certificate: z.string().trim().min(1).max(100).nullable().default(null).describe('Its number.'),
    ...validity,
  })
  .refine(endsAfterItBegins, VALIDITY_FAULT);
export type TaxExemption = z.output<typeof TaxExemption>;

/** Goods: the place that they are sent to. Services: where the buyer is established or lives. */
export const TaxBuyer = z.strictObject({
  ...placeFields,
  type: CustomerType,
  tax_id: z.string().trim().min(1).max(50).nullable().default(null),
  tax_id_valid: z.boolean().default(false).describe('The number was confirmed, by VIES or another register.'),
  exemptions: z.array(TaxExemption).default([]),
});
export type TaxBuyer = z.output<typeof TaxBuyer>;

export const TaxSupply = z.strictObject({
  nature: SupplyNature,
  product_category: ProductTaxCategory.default('standard'),
  date: LocalDateSchema.describe('The day of supply (the tax point): it decides which rules hold.'),
  dispatched_from: TaxPlace.nullable()
    .default(null)
    .describe('Of goods: where they leave; from the seller unless given.'),
  takes_place_at: TaxPlace.nullable()
    .default(null)
    .describe('Where the law fixes the place: land (Art. 47), events (Art. 53), states that tax at the seller.'),
  ioss_consignment: z.boolean().default(false).describe('Imported goods worth at most 150 EUR (Art. 369l).'),
});
export type TaxSupply = z.output<typeof TaxSupply>;
