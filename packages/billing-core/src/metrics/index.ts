export * from './lifetime-value.ts';
export * from './month-overlap.ts';
export * from './movements.ts';
export * from './mrr.ts';
export * from './rates.ts';
