export * from './credit-amounts.ts';
export type * from './credit-note.ts';
export * from './credit-note-content.ts';
export * from './creditable-rest.ts';
export * from './default-reasons.ts';
export * from './draft-credit-note.ts';
export * from './is-creditable.ts';
export * from './plan-credit-settlement.ts';
export * from './schema.ts';
