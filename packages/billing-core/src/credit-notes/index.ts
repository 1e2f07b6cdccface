export * from './credit-amounts.ts';
