export * from './country-of.ts';
export * from './import-settings.ts';
export * from './read-import-row.ts';
export * from './refusal-reasons.ts';
export * from './schema.ts';
