export * from './brand-color.ts';
export * from './schema.ts';
