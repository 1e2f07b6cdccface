export * from './apply-wallets.ts';
export * from './draw-down.ts';
