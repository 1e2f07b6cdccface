export * from './plan-renewal.ts';
export * from './start-subscription.ts';
export * from './status.ts';
