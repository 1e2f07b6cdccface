export * from './report-periods.ts';
export * from './schema.ts';
