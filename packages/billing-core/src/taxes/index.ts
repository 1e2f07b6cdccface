export * from './compute-taxes.ts';
export * from './tax-inclusive.ts';
