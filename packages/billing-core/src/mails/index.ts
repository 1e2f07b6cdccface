export * from './kinds.ts';
export * from './plan-delivery.ts';
export * from './reminder-windows.ts';
export * from './schema.ts';
export * from './settings-schema.ts';
