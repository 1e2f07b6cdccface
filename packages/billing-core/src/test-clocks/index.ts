export * from './next-tick.ts';
export * from './plan-advance.ts';
export * from './schema.ts';
