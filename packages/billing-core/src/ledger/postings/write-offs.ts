import type { EventOf, TaxPart } from '../event-schema.ts';
import { credit, debit, type Posting, type PostingReason, sumOf } from '../posting.ts';
import { assertWithin, perInvoice } from './parts.ts';
import { moneyIn } from './payments.ts';

/** A debt is given up: a loss, less the tax that the authority gives back for it. */
export function invoiceWrittenOff(event: EventOf<'invoice_written_off'>): Posting[] {
  const { allocations, taxes } = event;
  const amount = sumOf(allocations);
  assertWithin(event, 'taxes', sumOf(taxes), amount);
  return [
    debit('bad_debt', amount - sumOf(taxes), 'write_off'),
    ...taxPostings(debit, taxes, 'tax_relief'),
    ...perInvoice(credit, allocations, 'write_off'),
  ];
}

/** A debt that was given up is paid after all: the loss is undone by what came, and its tax is owed again. */
export function writeOffRecovered(event: EventOf<'write_off_recovered'>): Posting[] {
  const { amount, taxes } = event;
  assertWithin(event, 'taxes', sumOf(taxes), amount);
  return [
    ...moneyIn(event, amount, 'recovery'),
    credit('bad_debt', amount - sumOf(taxes), 'recovery'),
    ...taxPostings(credit, taxes, 'recovery'),
  ];
}

function taxPostings(side: typeof credit, taxes: readonly TaxPart[], reason: PostingReason): Posting[] {
  return taxes.map(({ jurisdiction, amount }) => side('tax_payable', amount, reason, { key: jurisdiction }));
}
