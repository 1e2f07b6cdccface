export * from './apply-discounts.ts';
