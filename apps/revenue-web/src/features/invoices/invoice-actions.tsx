import { isCreditable } from '@revenue/billing-core/credit-notes';
import { type Invoice, nextStatuses } from '@revenue/billing-core/invoices';
import { Link } from '@tanstack/react-router';
import {
  Ban,
  CircleCheck,
  CircleX,
  Download,
  Ellipsis,
  FileMinus,
  Pencil,
  ReceiptText,
  RotateCcw,
  Send,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { BillAgainDialog, hasPeriods } from './bill-again-dialog.tsx';
import { MarkPaidDialog } from './mark-paid-dialog.tsx';
import { PdfButton } from './pdf-button.tsx';
import { SendDialog } from './send-dialog.tsx';
import { UncollectibleDialog } from './uncollectible-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

/** With its customer and not yet paid: what one comes for is to record what they paid. */
const isOpen = ({ status }: Invoice) => status === 'sent' || status === 'overdue';

function SendButton({ invoice }: { invoice: Invoice }) {
  const [asking, setAsking] = useState(false);
  if (invoice.status === 'void' || invoice.status === 'uncollectible') return null;
  const first = invoice.sent_at === null;
  return (
    <>
      <Button
        variant={first && invoice.import_id === null && !isOpen(invoice) ? 'primary' : 'secondary'}
        onClick={() => setAsking(true)}
        icon={<Send aria-hidden />}
      >
        {first ? 'Send' : 'Send again'}
      </Button>
      <SendDialog invoice={invoice} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

function PaidButton({ invoice }: { invoice: Invoice }) {
  const [asking, setAsking] = useState(false);
  if (!isOpen(invoice)) return null;
  return (
    <>
      <Button variant="primary" icon={<CircleCheck aria-hidden />} onClick={() => setAsking(true)}>
        Record payment in full…
      </Button>
      <MarkPaidDialog invoice={invoice} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

function CreditLink({ invoice }: { invoice: Invoice }) {
  if (!isCreditable(invoice.status)) return null;
  return (
    <Button asChild>
      <Link to="/invoices/$invoiceId/credit" params={{ invoiceId: invoice.id }}>
        <FileMinus aria-hidden />
        Credit
      </Link>
    </Button>
  );
}

export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const [dialog, setDialog] = useState<'paid' | 'void' | 'again' | 'uncollectible' | null>(null);
  const possible = nextStatuses(invoice.status);
  const close = () => setDialog(null);
  return (
    <>
      {invoice.status === 'draft' && invoice.items.every((item) => item.kind === 'manual') ? (
        <Button asChild>
          <Link to="/invoices/$invoiceId/edit" params={{ invoiceId: invoice.id }}>
            <Pencil aria-hidden />
            Edit
          </Link>
        </Button>
      ) : null}
      <CreditLink invoice={invoice} />
      <PdfButton
        path={`/api/invoices/${invoice.id}/pdf`}
        name={`${invoice.invoice_number}.pdf`}
        label="PDF"
        icon={<Download aria-hidden />}
      />
      {invoice.status === 'paid' ? (
        <PdfButton
          path={`/api/invoices/${invoice.id}/receipt`}
          name={`Receipt ${invoice.invoice_number}.pdf`}
          label="Receipt"
          icon={<ReceiptText aria-hidden />}
        />
      ) : null}
      <SendButton invoice={invoice} />
      <PaidButton invoice={invoice} />
      {possible.length > 0 ? (
        <Menu trigger={<Button size="icon" aria-label="More actions" icon={<Ellipsis aria-hidden />} />}>
          {possible.includes('paid') && !isOpen(invoice) ? (
            <MenuItem icon={<CircleCheck aria-hidden />} onSelect={() => setDialog('paid')}>
              Record payment in full…
            </MenuItem>
          ) : null}
          {possible.includes('uncollectible') ? (
            <MenuItem icon={<CircleX aria-hidden />} onSelect={() => setDialog('uncollectible')}>
              Give up as uncollectible…
            </MenuItem>
          ) : null}
          {possible.includes('void') ? (
            <>
              <MenuSeparator />
              <MenuItem danger icon={<Ban aria-hidden />} onSelect={() => setDialog('void')}>
                Void…
              </MenuItem>
              {hasPeriods(invoice) ? (
                <MenuItem danger icon={<RotateCcw aria-hidden />} onSelect={() => setDialog('again')}>
                  Void and bill again…
                </MenuItem>
              ) : null}
            </>
          ) : null}
        </Menu>
      ) : null}
      {invoice.status === 'void' && hasPeriods(invoice) ? (
        <Button icon={<RotateCcw aria-hidden />} onClick={() => setDialog('again')}>
          Bill again
        </Button>
      ) : null}
      <BillAgainDialog invoice={invoice} open={dialog === 'again'} onClose={close} />
      <MarkPaidDialog invoice={invoice} open={dialog === 'paid'} onClose={close} />
      <UncollectibleDialog invoice={invoice} open={dialog === 'uncollectible'} onClose={close} />
      <VoidDialog invoice={invoice} open={dialog === 'void'} onClose={close} />
    </>
  );
}
