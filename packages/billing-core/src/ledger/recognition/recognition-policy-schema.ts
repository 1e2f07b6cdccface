import { z } from 'zod';
import { WireQuantityInput } from '../../money/index.ts';
import { LocalDateSchema } from '../../time/index.ts';

export const RecognitionPolicy = z
  .discriminatedUnion('policy', [
    z.strictObject({ policy: z.literal('daily') }).describe('Straight line: every day of service earns the same.'),
    z.strictObject({ policy: z.literal('monthly') }).describe('Straight line: every month of service earns the same.'),
    z
      .strictObject({ policy: z.literal('point_in_time'), on: LocalDateSchema.describe('The day of delivery.') })
      .describe('All at once, on the day on which control passes.'),
    z
      .strictObject({
        policy: z.literal('usage'),
        expected: WireQuantityInput.describe('What was sold: the quantity that the amount pays for; above zero.'),
        used: z
          .array(z.strictObject({ on: LocalDateSchema, quantity: WireQuantityInput }))
          .describe('What was used so far, within the service period.'),
      })
      .describe('As it is used; what is left at the end of the period is earned on its last day.'),
  ])
  .describe('When revenue is earned: IFRS 15.35 to 15.45, ASC 606-10-25-27 to 25-37.');
export type RecognitionPolicy = z.infer<typeof RecognitionPolicy>;
