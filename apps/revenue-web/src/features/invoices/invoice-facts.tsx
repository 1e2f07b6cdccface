import type { Invoice } from '@revenue/billing-core/invoices';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../format/use-format.ts';
import { paymentTerms } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Company } from '../customers/customer-name.tsx';
import { changeNoun } from './made-words.ts';

const link = 'rounded-sm text-accent-ink hover:underline';

/** Linked to the run, the file, the subscription or the invoice that it came about by. */
function MadeBy({ invoice }: { invoice: Invoice }) {
  const { import_id, billing_run_id, subscription_change: change, replaces } = invoice;
  if (import_id) {
    return (
      <Link to="/invoices/imports/$importId" params={{ importId: import_id }} className={link}>
        Import
      </Link>
    );
  }
  if (billing_run_id) {
    return (
      <Link to="/billing-runs/$billingRunId" params={{ billingRunId: billing_run_id }} className={link}>
        Billing run
      </Link>
    );
  }
  if (change) {
    const { subscription_id } = change;
    return (
      <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: subscription_id }} className={link}>
        {capitalised(changeNoun(change))}
      </Link>
    );
  }
  if (!replaces) return 'Hand';
  return (
    <Link to="/invoices/$invoiceId" params={{ invoiceId: replaces.id }} className={link}>
      Billing {replaces.invoice_number} again
    </Link>
  );
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const format = useFormat();
  const items = [
    {
      label: 'Customer',
      value: (
        <>
          <Link to="/customers/$customerId" params={{ customerId: invoice.customer_id }} className={link}>
            {invoice.customer.name}
          </Link>
          <Company of={invoice.customer} />
        </>
      ),
    },
    { label: 'Issued', value: format.date(invoice.issue_date) },
    { label: 'Due', value: format.date(invoice.due_date) },
    { label: 'Terms', value: paymentTerms(invoice.payment_terms) },
    { label: 'Currency', value: invoice.currency },
    { label: 'Order number', value: invoice.purchase_order_number },
    { label: 'Made by', value: <MadeBy invoice={invoice} /> },
    { label: 'Id', value: <CopyText text={invoice.id} shown={`${invoice.id.slice(0, 8)}…${invoice.id.slice(-4)}`} /> },
    ...(invoice.content_hash
      ? [
          {
            label: 'Content (SHA-256)',
            value: <CopyText text={invoice.content_hash} shown={`${invoice.content_hash.slice(0, 12)}…`} />,
          },
        ]
      : []),
  ];
  return (
    <Card title="Details">
      <DescriptionList items={items} />
      {invoice.notes ? (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-ink-soft text-sm">{invoice.notes}</p>
      ) : null}
      {invoice.terms ? (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-ink-faint text-xs">{invoice.terms}</p>
      ) : null}
    </Card>
  );
}
