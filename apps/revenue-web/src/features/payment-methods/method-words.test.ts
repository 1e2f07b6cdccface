import { describe, expect, it } from 'vitest';
import { methodName, methodOn } from './method-words.ts';

const method = (id: string, more: object = {}) => ({
  id,
  ended_at: null,
  expires_on: null,
  is_default: false,
  ...more,
});
const on = (day: string, ...methods: ReturnType<typeof method>[]) => methodOn(methods, day)?.id;

describe('the payment method of a day', () => {
  it('is the default, while it holds', () => {
    const dated = method('dated', { is_default: true, expires_on: '2026-03-31' });
    expect(on('2026-03-31', method('new'), dated)).toBe('dated');
    expect(on('2026-04-01', method('new'), dated)).toBe('new');
  });

  it('is none where all have ended or are over', () => {
    const ended = method('ended', { ended_at: '2026-01-01T00:00:00Z' });
    expect(on('2026-04-01', ended, method('over', { expires_on: '2026-03-31' }))).toBeUndefined();
  });
});

describe('the name of a payment method', () => {
  it('is what people recognise it by, else its agreement', () => {
    const debit = { kind: 'direct_debit', label: null, reference: 'MANDATE-7' } as const;
    expect(methodName(debit)).toBe('Direct debit, MANDATE-7');
    expect(methodName({ ...debit, label: 'account ending in 4321' })).toBe('Direct debit, account ending in 4321');
    expect(methodName({ kind: 'bank_transfer', label: null, reference: null })).toBe('Bank transfer');
  });
});
