/** @jsxRuntime automatic */
import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { InvoiceDocument, InvoiceDocumentCredit, InvoiceDocumentTax } from '../invoice-document.ts';
import type { InvoiceFormats } from '../invoice-formats.ts';
import { HAIRLINE, INK, text } from './theme.ts';

const styles = StyleSheet.create({
  block: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'flex-start', gap: 28, marginTop: 12 },
  sums: { width: 240 },
  row: { flexDirection: 'row', justifyContent: 'space-between', gap: 12, paddingVertical: 3 },
  total: { borderTopWidth: 1, borderColor: INK, marginTop: 3, paddingTop: 6, fontWeight: 700, fontSize: 10.5 },
  label: { flex: 1 },
  taxes: { flex: 1, fontSize: 8 },
  tax: { flexDirection: 'row', gap: 10, borderTopWidth: 0.5, borderColor: HAIRLINE, paddingVertical: 3 },
  taxHead: { flexDirection: 'row', gap: 10, paddingVertical: 3, fontSize: 7.5 },
  taxFigure: { width: 66 },
});

type Props = { invoice: InvoiceDocument; formats: InvoiceFormats };
type TotalRow = { label: string; amount: bigint; kind: 'part' | 'total' };

/** From the sum of the lines to what is to be paid, and beside it the taxes by rate. The same figures as on the page. */
export function Totals({ invoice, formats }: Props) {
  return (
    <View style={styles.block} wrap={false}>
      <TaxTable invoice={invoice} formats={formats} />
      <View style={styles.sums}>
        {totalRows(invoice).map((row) => (
          <View key={row.label} style={[styles.row, row.kind === 'total' ? styles.total : {}]}>
            <Text style={[styles.label, row.kind === 'total' ? {} : text.muted]}>{row.label}</Text>
            <Text style={text.figure}>{formats.money(row.amount)}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

function totalRows(invoice: InvoiceDocument): TotalRow[] {
  const part = (label: string, amount: bigint): TotalRow => ({ label, amount, kind: 'part' });
  const { tax_included, amount_paid, amount_credited, amount_account_credit } = invoice;
  const on_top = invoice.tax_total - tax_included;
  const rows = [part('Subtotal', invoice.subtotal)];
  if (invoice.discount_total !== 0n) rows.push(part('Discount', -invoice.discount_total));
  // What prices contain is said, not added; what they do not is added, and is nothing where there is no tax.
  if (on_top !== 0n || tax_included === 0n) rows.push(part('Tax', on_top));
  if (tax_included !== 0n) rows.push(part('Tax contained', tax_included));
  rows.push({ label: 'Total', amount: invoice.total, kind: 'total' });
  if (invoice.credit) return [...rows, ...creditRows(invoice.credit).map(({ label, amount }) => part(label, amount))];
  const settled = [
    part('Paid', -amount_paid),
    part('Credited', -amount_credited),
    part('Account credit', -amount_account_credit),
  ].filter(({ amount }) => amount !== 0n);
  if (settled.length === 0) return rows;
  return [...rows, ...settled, { label: 'Amount due', amount: invoice.amount_due, kind: 'total' }];
}

/** Where what is credited goes. */
function creditRows(credit: InvoiceDocumentCredit): { label: string; amount: bigint }[] {
  const rows = [
    { label: `Off what is due on ${credit.of_invoice ?? 'the invoice'}`, amount: credit.offset },
    { label: 'To be paid back to you', amount: credit.refund },
    { label: 'Kept for your next invoices', amount: credit.account_credit },
  ];
  return rows.filter(({ amount }) => amount !== 0n);
}

function TaxTable({ invoice, formats }: Props) {
  if (invoice.taxes.length === 0) return <View style={styles.taxes} />;
  return (
    <View style={styles.taxes}>
      <View style={[styles.taxHead, text.muted]}>
        <Text style={styles.label}>Tax</Text>
        <Text style={[text.figure, styles.taxFigure]}>On</Text>
        <Text style={[text.figure, styles.taxFigure]}>Comes to</Text>
      </View>
      {invoice.taxes.map((tax, position) => (
        <TaxRow key={position} tax={tax} formats={formats} />
      ))}
    </View>
  );
}

/** The law asks an invoice without tax to say why. */
function TaxRow({ tax, formats }: { tax: InvoiceDocumentTax; formats: InvoiceFormats }) {
  return (
    <View style={styles.tax}>
      <View style={styles.label}>
        <Text>{`${tax.name} ${formats.percent(tax.percent)}`}</Text>
        {tax.reason === null ? null : <Text style={text.muted}>{tax.reason}</Text>}
      </View>
      <Text style={[text.figure, styles.taxFigure]}>{formats.money(tax.taxable_amount)}</Text>
      <Text style={[text.figure, styles.taxFigure]}>{formats.money(tax.amount)}</Text>
    </View>
  );
}
