import type { Invoice } from '@revenue/billing-core/invoices';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';

export function InvoiceCreditNotes({ invoice }: { invoice: Invoice }) {
  const format = useFormat();
  if (invoice.credit_notes.length === 0) return null;
  return (
    <Card flush title="Credit notes">
      <DataTable
        caption="Credit notes"
        rows={invoice.credit_notes}
        rowKey={(note) => note.id}
        rowLink={(note) => ({ to: '/credit-notes/$creditNoteId', params: { creditNoteId: note.id } })}
        columns={[
          { id: 'number', header: 'Number', cell: (note) => note.credit_note_number },
          { id: 'on', header: 'Issued', cell: (note) => format.date(note.issue_date) },
          { id: 'reason', header: 'Reason', from: 'sm', wrap: true, cell: (note) => note.reason },
          {
            id: 'total',
            header: 'Credited',
            align: 'end',
            cell: (note) => <Money amount={note.total} currency={invoice.currency} />,
          },
        ]}
      />
    </Card>
  );
}
