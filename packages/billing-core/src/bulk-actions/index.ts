export * from './bulk-refusal.ts';
export * from './schema.ts';
