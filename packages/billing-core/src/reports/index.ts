export * from './cover-days.ts';
export * from './range-before.ts';
export * from './report-periods.ts';
export * from './schema.ts';
