import { toNestErrors } from '@hookform/resolvers';
import { CreateInvoice } from '@revenue/billing-core/invoices';
import type { FieldError, Resolver } from 'react-hook-form';
import { missing } from '../../../forms/wire-resolver.ts';
import type { InvoiceValues } from './invoice-values.ts';
import { toFormPath, toWire } from './to-wire.ts';

/** Judges the form by the schema that judges the request, and puts each fault beside the field where it was typed. */
export function invoiceResolver(taxName: string | null): Resolver<InvoiceValues, unknown, CreateInvoice> {
  return async (values, _context, options) => {
    const { sent, lines } = toWire(values, taxName);
    const parsed = CreateInvoice.safeParse(sent, { error: missing });
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const { path, message } of parsed.error.issues) {
      errors[toFormPath(path.join('.'), lines)] ??= { type: 'wire', message };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}
