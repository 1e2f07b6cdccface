export * from './convert.ts';
export * from './convert-money.ts';
export * from './dated-rates.ts';
