import { describe, expect, test } from 'vitest';
import { newCreditNote, sentCreditNote } from './credit-note-values.ts';

const filled = { ...newCreditNote, reason: 'Late', total: '5', quantities: { 1: '2', 2: ' ', 3: '' } };

describe('a credit note in the form', () => {
  test('of everything names neither amount nor lines, whatever was typed before', () => {
    const sent = sentCreditNote('i', { ...filled, measure: 'everything' });
    expect(sent).not.toHaveProperty('total');
    expect(sent).not.toHaveProperty('invoice_items');
  });

  test('of an amount names the amount', () => {
    expect(sentCreditNote('i', { ...filled, measure: 'total' })).toMatchObject({ invoice_id: 'i', total: '5' });
  });

  test('of lines names those that have a quantity', () => {
    const { invoice_items } = sentCreditNote('i', { ...filled, measure: 'lines' });
    expect(invoice_items).toEqual([{ position: 1, quantity: '2' }]);
  });
});
