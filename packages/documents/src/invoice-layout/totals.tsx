/** @jsxRuntime automatic */
import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { DocumentSay } from '@revenue/billing-core/languages';
import type { InvoiceDocument, InvoiceDocumentCredit, InvoiceDocumentTax } from '../invoice-document.ts';
import { HAIRLINE, INK, text } from './theme.ts';
import type { InvoiceView } from './view.ts';

const styles = StyleSheet.create({
  block: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'flex-start', gap: 28, marginTop: 12 },
  sums: { width: 240 },
  row: { flexDirection: 'row', justifyContent: 'space-between', gap: 12, paddingVertical: 3 },
  total: { borderTopWidth: 1, borderColor: INK, marginTop: 3, paddingTop: 6, fontWeight: 700, fontSize: 10.5 },
  label: { flex: 1 },
  taxes: { flex: 1, fontSize: 8 },
  tax: { borderTopWidth: 0.5, borderColor: HAIRLINE, paddingVertical: 3 },
  taxFigures: { flexDirection: 'row', gap: 10 },
  taxHead: { flexDirection: 'row', gap: 10, paddingVertical: 3, fontSize: 7.5 },
  taxFigure: { width: 66 },
});

type Props = { invoice: InvoiceDocument; view: InvoiceView };
type TotalRow = { label: string; amount: bigint; kind: 'part' | 'total' };

/** From the sum of the lines to what is to be paid, and beside it the taxes by rate. The same figures as on the page. */
export function Totals({ invoice, view }: Props) {
  const { formats, say } = view;
  return (
    <View style={styles.block} wrap={false}>
      <TaxTable invoice={invoice} view={view} />
      <View style={styles.sums}>
        {totalRows(invoice, say).map((row) => (
          <View key={row.label} style={[styles.row, row.kind === 'total' ? styles.total : {}]}>
            <Text style={[styles.label, row.kind === 'total' ? {} : text.muted]}>{row.label}</Text>
            <Text style={text.figure}>{formats.money(row.amount)}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

function totalRows(invoice: InvoiceDocument, say: DocumentSay): TotalRow[] {
  const part = (label: string, amount: bigint): TotalRow => ({ label, amount, kind: 'part' });
  const { tax_included, amount_paid, amount_credited, amount_account_credit } = invoice;
  const on_top = invoice.tax_total - tax_included;
  const rows = [part(say('subtotal'), invoice.subtotal)];
  if (invoice.discount_total !== 0n) rows.push(part(say('discount'), -invoice.discount_total));
  // What prices contain is said, not added; what they do not is added, and is nothing where there is no tax.
  if (on_top !== 0n || tax_included === 0n) rows.push(part(say('tax'), on_top));
  if (tax_included !== 0n) rows.push(part(say('tax_contained'), tax_included));
  rows.push({ label: say('total'), amount: invoice.total, kind: 'total' });
  if (invoice.credit)
    return [...rows, ...creditRows(invoice.credit, say).map(({ label, amount }) => part(label, amount))];
  const settled = [
    part(say('paid'), -amount_paid),
    part(say('credited'), -amount_credited),
    part(say('account_credit'), -amount_account_credit),
  ].filter(({ amount }) => amount !== 0n);
  if (settled.length === 0) return rows;
  return [...rows, ...settled, { label: say('amount_due'), amount: invoice.amount_due, kind: 'total' }];
}

/** Where what is credited goes. */
function creditRows(credit: InvoiceDocumentCredit, say: DocumentSay): { label: string; amount: bigint }[] {
  const { of_invoice: number } = credit;
  const rows = [
    { label: number === null ? say('off_debt') : say('off_invoice', { number }), amount: credit.offset },
    { label: say('to_be_paid_back'), amount: credit.refund },
    { label: say('kept_for_next'), amount: credit.account_credit },
  ];
  return rows.filter(({ amount }) => amount !== 0n);
}

function TaxTable({ invoice, view: { formats, say } }: Props) {
  if (invoice.taxes.length === 0) return <View style={styles.taxes} />;
  return (
    <View style={styles.taxes}>
      <View style={[styles.taxHead, text.muted]}>
        <Text style={styles.label}>{say('tax')}</Text>
        <Text style={[text.figure, styles.taxFigure]}>{say('tax_base')}</Text>
        <Text style={[text.figure, styles.taxFigure]}>{say('tax_comes_to')}</Text>
      </View>
      {invoice.taxes.map((tax, position) => (
        <TaxRow key={position} tax={tax} formats={formats} />
      ))}
    </View>
  );
}

/** The law asks an invoice without tax to say why. */
function TaxRow({ tax, formats }: { tax: InvoiceDocumentTax; formats: InvoiceView['formats'] }) {
  return (
    <View style={styles.tax}>
      <View style={styles.taxFigures}>
        <Text style={styles.label}>{`${tax.name} ${formats.percent(tax.percent)}`}</Text>
        <Text style={[text.figure, styles.taxFigure]}>{formats.money(tax.taxable_amount)}</Text>
        <Text style={[text.figure, styles.taxFigure]}>{formats.money(tax.amount)}</Text>
      </View>
      {tax.reason === null ? null : <Text style={text.muted}>{tax.reason}</Text>}
    </View>
  );
}
