export * from './breakdown.ts';
export * from './free-units.ts';
export * from './increment.ts';
export { packagesOf } from './models/package.ts';
export { type PaidTransaction, paidTransactions } from './models/percentage.ts';
export * from './pricing.ts';
export * from './rate.ts';
export * from './schema.ts';
export * from './spend-limits.ts';
