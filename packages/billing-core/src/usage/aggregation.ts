import { z } from 'zod';

export const AGGREGATIONS = ['count', 'sum', 'max', 'latest', 'unique_count'] as const;

export const Aggregation = z
  .enum(AGGREGATIONS)
  .describe(
    'How the records of a period become one quantity: how many, their sum, the largest, the last by time, or how many different values of a property.',
  );
export type Aggregation = z.infer<typeof Aggregation>;
