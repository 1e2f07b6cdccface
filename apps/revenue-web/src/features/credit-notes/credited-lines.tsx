import type { CreditNotePreview } from '@revenue/billing-core/credit-notes';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { DataTable } from '../../ui/data-table.tsx';

type Line = CreditNotePreview['items'][number];
type Amounts = Omit<CreditNotePreview, 'items' | 'issue_date'>;

/** What a credit note takes back, line by line. */
export function CreditedLines({ items, currency }: { items: readonly Line[]; currency: string }) {
  const format = useFormat();
  const rows = items.map((item, at) => ({ ...item, key: `${item.invoice_position ?? ''} ${at}` }));
  return (
    <DataTable
      caption="Credited lines"
      rows={rows}
      rowKey={(item) => item.key}
      columns={[
        { id: 'what', header: 'Description', wrap: true, cell: (item) => <What line={item} /> },
        {
          id: 'quantity',
          header: 'Quantity',
          align: 'end',
          from: 'sm',
          cell: ({ quantity, service_quantity }) => {
            const units = quantity ?? service_quantity;
            return units === null ? '–' : format.number(units);
          },
        },
        {
          id: 'price',
          header: 'Unit price',
          align: 'end',
          from: 'sm',
          cell: (item) => (item.unit_price === null ? '–' : format.unitPrice(item.unit_price, currency)),
        },
        {
          id: 'amount',
          header: 'Amount',
          align: 'end',
          cell: (item) => <Money amount={item.amount} currency={currency} />,
        },
      ]}
    />
  );
}

function What({ line }: { line: Line }) {
  const format = useFormat();
  return (
    <>
      {line.description}
      {line.service_period ? (
        <span className="block text-ink-soft text-xs">
          {format.period(line.service_period.start, line.service_period.end)}
        </span>
      ) : null}
    </>
  );
}

/** From the lines to where the money goes. Stored figures; nothing is added up here. */
export function CreditedTotals({ amounts }: { amounts: Amounts }) {
  const rows = [
    { label: 'Subtotal', amount: amounts.subtotal },
    ...(amounts.discount === 0 ? [] : [{ label: 'Discount', amount: -amounts.discount }]),
    { label: 'Tax', amount: amounts.tax },
    { label: 'Credited', amount: amounts.credited_total, strong: true },
    ...(amounts.amount_offset === 0 ? [] : [{ label: 'Off what was due', amount: amounts.amount_offset }]),
    ...(amounts.amount_refundable === 0
      ? []
      : [{ label: 'Goes back to the customer', amount: amounts.amount_refundable }]),
    ...(amounts.amount_account_credit === 0
      ? []
      : [{ label: 'To account credit', amount: amounts.amount_account_credit }]),
  ];
  return (
    <div className="flex justify-end border-line-strong border-t px-4 py-3">
      <dl className="w-full sm:max-w-[340px]">
        {rows.map((row) => (
          <div
            key={row.label}
            className={
              row.strong
                ? 'my-1 flex justify-between gap-6 border-line border-y py-1 font-semibold text-ink text-sm'
                : 'flex justify-between gap-6 py-1 text-sm'
            }
          >
            <dt className={row.strong ? '' : 'text-ink-soft'}>{row.label}</dt>
            <dd className="text-ink">
              <Money amount={row.amount} currency={amounts.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
