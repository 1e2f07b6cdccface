export * from './changed-fields.ts';
export * from './family.ts';
export * from './format-address.ts';
export * from './schema.ts';
export * from './status-change.ts';
export * from './tax-status.ts';
export * from './timeline-schema.ts';
