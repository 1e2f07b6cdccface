export * from './format-address.ts';
export * from './schema.ts';
