/** @jsxRuntime automatic */
import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { InvoiceDocument } from '../invoice-document.ts';
import type { InvoiceFormats } from '../invoice-formats.ts';
import { HAIRLINE, INK, text } from './theme.ts';

const styles = StyleSheet.create({
  block: { alignSelf: 'flex-end', width: 260, marginTop: 12 },
  row: { flexDirection: 'row', justifyContent: 'space-between', gap: 12, paddingVertical: 3 },
  ruled: { borderTopWidth: 0.5, borderColor: HAIRLINE },
  total: { borderTopWidth: 1, borderColor: INK, marginTop: 3, paddingTop: 6, fontWeight: 700, fontSize: 10.5 },
  label: { flex: 1 },
});

type TotalRow = { label: string; amount: bigint; kind: 'part' | 'total' };

/** From the sum of the lines to what is to be paid. The same figures, in the same order, as on the page. */
export function Totals({ invoice, formats }: { invoice: InvoiceDocument; formats: InvoiceFormats }) {
  return (
    <View style={styles.block} wrap={false}>
      {totalRows(invoice, formats).map((row) => (
        <View key={row.label} style={[styles.row, row.kind === 'total' ? styles.total : {}]}>
          <Text style={[styles.label, row.kind === 'total' ? {} : text.muted]}>{row.label}</Text>
          <Text style={text.figure}>{formats.money(row.amount)}</Text>
        </View>
      ))}
    </View>
  );
}

function totalRows(invoice: InvoiceDocument, formats: InvoiceFormats): TotalRow[] {
  const part = (label: string, amount: bigint): TotalRow => ({ label, amount, kind: 'part' });
  const rows = [part('Subtotal', invoice.subtotal)];
  if (invoice.discount_total !== 0n) rows.push(part('Discount', -invoice.discount_total));
  for (const tax of invoice.taxes) {
    rows.push(part(`${tax.label} on ${formats.money(tax.taxable_amount)}`, tax.amount));
  }
  if (invoice.taxes.length !== 1) rows.push(part('Tax', invoice.tax_total));
  rows.push({ label: 'Total', amount: invoice.total, kind: 'total' });
  if (invoice.amount_paid !== 0n) {
    rows.push(part('Paid', -invoice.amount_paid));
    rows.push({ label: 'Amount due', amount: invoice.amount_due, kind: 'total' });
  }
  return rows;
}
