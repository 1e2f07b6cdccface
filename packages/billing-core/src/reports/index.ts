export * from './cover-days.ts';
export * from './report-periods.ts';
export * from './schema.ts';
