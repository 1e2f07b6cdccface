export * from './plan-credit-use.ts';
export * from './schema.ts';
