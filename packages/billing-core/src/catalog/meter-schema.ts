import { z } from 'zod';
import { Id, Instant, Metadata, optionalText, pageFields, pageOf } from '../wire/index.ts';

export const METER_AGGREGATIONS = ['count', 'sum', 'max', 'latest', 'unique_count'] as const;
export const MeterAggregation = z
  .enum(METER_AGGREGATIONS)
  .describe(
    'How the records of a period become one quantity: count them, sum, take the largest or the latest, or count the different values of `property`.',
  );
export type MeterAggregation = z.infer<typeof MeterAggregation>;

const Code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/, 'takes letters, digits and _ . : - after a letter or digit, at most 100')
  .describe('What usage records call the meter; unique, never changed.');

export const CreateMeter = z
  .strictObject({
    code: Code,
    name: z.string().trim().min(1).max(200),
    aggregation: MeterAggregation.default('sum'),
    unit: optionalText(50).describe('What is counted, for invoices: token, request, GB.'),
    property: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .nullable()
      .optional()
      .describe('Needed by unique_count, and only there.'),
    metadata: Metadata.optional(),
  })
  .superRefine(({ aggregation, property }, context) => {
    const wants = aggregation === 'unique_count';
    if (wants === Boolean(property)) return;
    const message = wants ? 'is missing: unique_count counts its different values' : `says nothing with ${aggregation}`;
    context.addIssue({ code: 'custom', path: ['property'], message });
  });
export type CreateMeter = z.output<typeof CreateMeter>;

export const Meter = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    aggregation: MeterAggregation,
    unit: z.string().nullable(),
    property: z.string().nullable(),
    metadata: Metadata,
    created_at: Instant,
    archived_at: Instant.nullable().describe('From then on it takes no records.'),
  })
  .meta({ id: 'Meter' });
export type Meter = z.infer<typeof Meter>;

export const ListMeters = z.strictObject({
  archived: z.boolean().default(false),
  q: z.string().trim().max(200).optional().describe('Part of the code or name.'),
  ...pageFields,
});
export type ListMeters = z.output<typeof ListMeters>;

export const MeterPage = pageOf(Meter);
export type MeterPage = z.infer<typeof MeterPage>;
