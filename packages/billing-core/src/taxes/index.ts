export * from './compute-taxes.ts';
export * from './tax-category.ts';
export * from './tax-inclusive.ts';
export type { TaxRate } from './tax-rate.ts';
