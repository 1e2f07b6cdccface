export * from './aggregate.ts';
export * from './aggregation.ts';
export * from './select-events.ts';
