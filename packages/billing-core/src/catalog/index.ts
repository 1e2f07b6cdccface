export { packagesOf } from './models/package.ts';
export { type PaidTransaction, paidTransactions } from './models/percentage.ts';
export * from './pricing.ts';
export * from './rate.ts';
export * from './schema.ts';
