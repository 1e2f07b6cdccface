import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../../format/create-format.ts';
import { isOwed, owedWords, sendWords, voidWords } from './owed-words.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });
const invoice = (status: InvoiceStatus) => ({
  status,
  total: 298,
  amount_due: 298,
  amount_account_credit: 0,
  currency: 'USD',
  due_date: '2026-12-25',
  customer: { name: 'Bo Berg', email: 'bo@example.com' },
});

describe('the words about what is owed', () => {
  it('say when an invoice is due', () => {
    expect(owedWords(invoice('sent'), format)).toBe('$298.00 to Bo Berg, due Dec 25, 2026');
  });

  it('know that neither a draft nor a void invoice is owed', () => {
    const statuses: InvoiceStatus[] = ['draft', 'sent', 'paid', 'overdue', 'void', 'uncollectible'];
    expect(statuses.filter((status) => isOwed(invoice(status)))).toEqual(['sent', 'paid', 'overdue', 'uncollectible']);
  });

  it('say that nobody owes a void invoice', () => {
    expect(owedWords(invoice('void'), format)).toBe('$298.00 to Bo Berg. Nothing is owed: void');
  });

  it('say before sending whom it reaches, and that a draft becomes fixed', () => {
    expect(sendWords(invoice('draft'), format)).toBe(
      '$298.00 to bo@example.com, due Dec 25, 2026; its content is then fixed.',
    );
    expect(sendWords(invoice('sent'), format)).not.toContain('fixed');
  });

  it('claim of no draft that it was owed', () => {
    expect(voidWords(invoice('draft'), format)).toBe('It is not sent to Bo Berg, who owes nothing for a draft.');
    expect(voidWords(invoice('sent'), format)).toBe('Bo Berg no longer owes $298.00.');
  });

  it('say of account credit that it goes back', () => {
    expect(voidWords({ ...invoice('sent'), amount_due: 198, amount_account_credit: 100 }, format)).toBe(
      'Bo Berg no longer owes $198.00. $100.00 goes back to the account credit.',
    );
  });
});
