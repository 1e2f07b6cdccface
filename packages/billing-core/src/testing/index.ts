export * from './naive-owed.ts';
