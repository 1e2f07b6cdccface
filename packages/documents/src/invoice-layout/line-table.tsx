/** @jsxRuntime automatic */
import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { InvoiceDocument, InvoiceDocumentItem } from '../invoice-document.ts';
import { Lines, splitText } from './lines.tsx';
import { HAIRLINE, INK, MUTED, text } from './theme.ts';
import type { InvoiceView } from './view.ts';

const styles = StyleSheet.create({
  header: {
    flexDirection: 'row',
    borderBottomWidth: 1,
    borderColor: INK,
    paddingBottom: 5,
    gap: 12,
    fontSize: 7.5,
    fontWeight: 500,
    color: MUTED,
  },
  line: { borderBottomWidth: 0.5, borderColor: HAIRLINE, paddingVertical: 5.5 },
  row: { flexDirection: 'row', gap: 12 },
  description: { flex: 1 },
});

type Column = { width: number };
type Columns = { quantity: Column; unit_price: Column; tax: Column | null; amount: Column };
type Row = { item: InvoiceDocumentItem; quantity: string; unit_price: string; tax: string; amount: string };

/** The lines. Its header is repeated on every page that it reaches. */
export function LineTable({ invoice, view }: { invoice: InvoiceDocument; view: InvoiceView }) {
  const { formats, say } = view;
  const rows = invoice.items.map((item) => ({
    item,
    quantity: item.quantity === '' ? '' : formats.quantity(item.quantity),
    unit_price: item.unit_price === null ? '' : formats.unitPrice(item.unit_price),
    tax: item.tax_percents.map(formats.percent).join(' + '),
    amount: formats.money(item.amount),
  }));
  const columns = measureColumns(rows);
  return (
    <View>
      <View fixed style={styles.header}>
        <Text style={styles.description}>{say('description')}</Text>
        <Text style={[text.figure, columns.quantity]}>{say('quantity')}</Text>
        <Text style={[text.figure, columns.unit_price]}>{say('unit_price')}</Text>
        {columns.tax ? <Text style={[text.figure, columns.tax]}>{say('tax')}</Text> : null}
        <Text style={[text.figure, columns.amount]}>{say('amount')}</Text>
      </View>
      {rows.map((row, position) => (
        <LineRow key={position} row={row} columns={columns} view={view} />
      ))}
    </View>
  );
}

/** A line is kept together on one page; what does not fit into this many characters follows it as blocks of text. */
const LONGEST_LINE = 800;

function LineRow({ row, columns, view }: { row: Row; columns: Columns; view: InvoiceView }) {
  const { item } = row;
  const [description = '', ...overflow] = splitText(item.description.trim(), LONGEST_LINE);
  const notes = splitText(notesOf(item, view).join('\n'), LONGEST_LINE);
  const isShort = overflow.length === 0 && notes.length <= 1;
  return (
    <View style={styles.line} wrap={!isShort}>
      <View style={styles.row} wrap={false}>
        <View style={styles.description}>
          <Lines content={description} />
          {isShort ? notes.map((note) => <Lines key={note} content={note} style={text.small} />) : null}
        </View>
        <Text style={[text.figure, columns.quantity]}>{row.quantity}</Text>
        <Text style={[text.figure, columns.unit_price]}>{row.unit_price}</Text>
        {columns.tax ? <Text style={[text.figure, columns.tax]}>{row.tax}</Text> : null}
        <Text style={[text.figure, columns.amount]}>{row.amount}</Text>
      </View>
      {isShort ? null : <Lines content={[...overflow, ...notes].join('\n')} />}
    </View>
  );
}

function notesOf(item: InvoiceDocumentItem, { formats, say }: InvoiceView): string[] {
  const period =
    item.service_start === null || item.service_end === null
      ? []
      : [formats.dayRange(item.service_start, item.service_end)];
  const discount =
    item.discount_amount === 0n ? [] : [say('line_discount', { amount: formats.money(-item.discount_amount) })];
  return [...period, ...item.details, ...discount];
}

/** How wide a figure in 9 point Inter is, a little over: digits are all alike, points and spaces narrow. */
function figureWidth(figure: string): number {
  return [...figure].reduce((width, character) => width + (/[.,\s\u00a0'’-]/.test(character) ? 3.2 : 6), 0);
}

/** Columns are as wide as their longest figure, so that no figure is ever broken and the description gets the rest. */
function measureColumns(rows: Row[]): Columns {
  const fit = (figures: string[], least: number) => ({
    width: Math.min(160, Math.max(least, ...figures.map((figure) => figureWidth(figure)))),
  });
  const taxes = rows.map((row) => row.tax);
  return {
    quantity: fit(
      rows.map((row) => row.quantity),
      44,
    ),
    unit_price: fit(
      rows.map((row) => row.unit_price),
      56,
    ),
    tax: taxes.some((tax) => tax !== '') ? fit(taxes, 32) : null,
    amount: fit(
      rows.map((row) => row.amount),
      64,
    ),
  };
}
