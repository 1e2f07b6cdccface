export * from './apply-discounts.ts';
export * from './coupons.ts';
export * from './order-discounts.ts';
