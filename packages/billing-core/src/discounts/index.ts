export * from './apply-discounts.ts';
export * from './coupon-use.ts';
export * from './coupons.ts';
export * from './order-discounts.ts';
export * from './refuse-coupon.ts';
export * from './schema.ts';
export * from './select-coupons.ts';
