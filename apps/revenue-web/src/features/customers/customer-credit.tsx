import type { AccountCreditEntry } from '@revenue/billing-core/account-credits';
import type { CustomerDetail } from '@revenue/billing-core/customers';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyPart } from '../../ui/empty-state.tsx';
import { AdjustCreditDialog } from './adjust-credit-dialog.tsx';
import { actorWords } from './timeline-words.ts';

const link = 'rounded-sm text-accent-ink hover:underline';

/** What it was for, with the way to the document. */
function Matter({ entry }: { entry: AccountCreditEntry }) {
  const { kind, invoice, credit_note, subscription_id, reason } = entry;
  if (invoice) {
    return (
      <>
        {kind === 'use' ? 'Paid of ' : 'Given back by void '}
        <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} className={link}>
          {invoice.invoice_number}
        </Link>
      </>
    );
  }
  if (credit_note) {
    return (
      <>
        {'From '}
        <Link to="/credit-notes/$creditNoteId" params={{ creditNoteId: credit_note.id }} className={link}>
          {credit_note.credit_note_number}
        </Link>
      </>
    );
  }
  if (subscription_id === null) return reason;
  return (
    <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: subscription_id }} className={link}>
      Change of a subscription
    </Link>
  );
}

function Entries({ customerId, cursor }: { customerId: string; cursor?: string }) {
  const [more, setMore] = useState(false);
  const format = useFormat();
  const part = trpc.account_credits.list.useQuery({ id: customerId, limit: 10, cursor });
  if (part.error) return <ProblemState error={part.error} onRetry={() => part.refetch()} />;
  return (
    <>
      <DataTable
        caption="Entries of account credit"
        rows={part.data?.data}
        rowKey={(entry) => entry.id}
        empty={
          <EmptyPart title="No account credit yet">
            A credit note may put its rest here, or you give some. It pays the next invoices by itself.
          </EmptyPart>
        }
        columns={[
          { id: 'on', header: 'On', cell: (entry) => format.dateTime(entry.created_at) },
          { id: 'what', header: 'What for', wrap: true, cell: (entry) => <Matter entry={entry} /> },
          { id: 'who', header: 'By', from: 'md', cell: (entry) => actorWords(entry.actor) },
          {
            id: 'amount',
            header: 'Amount',
            align: 'end',
            cell: (entry) => <Money amount={entry.amount} currency={entry.currency} />,
          },
          {
            id: 'balance',
            header: 'Credit then',
            align: 'end',
            from: 'sm',
            cell: (entry) => <Money amount={entry.balance_after} currency={entry.currency} />,
          },
        ]}
      />
      {more && part.data?.next_cursor ? <Entries customerId={customerId} cursor={part.data.next_cursor} /> : null}
      {!more && part.data?.next_cursor ? (
        <Button size="sm" variant="ghost" className="m-2" onClick={() => setMore(true)}>
          Show earlier
        </Button>
      ) : null}
    </>
  );
}

/** What the customer has to its credit, where it came from and what it paid. */
export function CustomerCredit({ customer }: { customer: CustomerDetail }) {
  const [adjusting, setAdjusting] = useState(false);
  return (
    <Card
      flush
      title="Account credit"
      actions={
        <Button size="sm" variant="ghost" onClick={() => setAdjusting(true)}>
          Give or take…
        </Button>
      }
    >
      <Entries customerId={customer.id} />
      {adjusting ? <AdjustCreditDialog customer={customer} onClose={() => setAdjusting(false)} /> : null}
    </Card>
  );
}
