export * from './compute-taxes.ts';
