export * from './aggregate.ts';
export * from './aggregation.ts';
export * from './prorated.ts';
export * from './round-units.ts';
export * from './schema.ts';
export * from './select-events.ts';
export * from './weighted-sum.ts';
export * from './windowed.ts';
