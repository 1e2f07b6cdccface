export * from './countries.ts';
export * from './csv-import.ts';
export * from './fault-words.ts';
export * from './fields.ts';
export * from './paging.ts';
