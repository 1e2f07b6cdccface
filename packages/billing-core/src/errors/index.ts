export * from './billing-error.ts';
export * from './catalogue.ts';
