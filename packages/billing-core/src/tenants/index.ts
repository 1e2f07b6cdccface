export * from './bank-account.ts';
export * from './bank-accounts.ts';
export * from './brand-color.ts';
export * from './schema.ts';
