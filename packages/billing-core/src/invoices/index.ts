export * from './canonical-json.ts';
export * from './compute-totals.ts';
export * from './content-hash-input.ts';
export * from './draft-invoice.ts';
export * from './line-amount.ts';
export * from './number-format.ts';
export * from './schema.ts';
export * from './status.ts';
