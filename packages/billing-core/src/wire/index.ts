export * from './countries.ts';
export * from './fields.ts';
export * from './paging.ts';
