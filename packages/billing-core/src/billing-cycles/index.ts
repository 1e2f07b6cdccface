export * from './cycle-anchor.ts';
export * from './cycle-name.ts';
export * from './cycle-schedule.ts';
export * from './price-per-cycle.ts';
export * from './schema.ts';
