export * from './apply-discounts.ts';
export * from './coupons.ts';
