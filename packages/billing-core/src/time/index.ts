export * from './clock.ts';
export * from './format-day.ts';
export * from './instant.ts';
export * from './interval.ts';
export * from './local-date.ts';
export * from './payment-terms.ts';
export * from './period.ts';
export * from './time-zone.ts';
