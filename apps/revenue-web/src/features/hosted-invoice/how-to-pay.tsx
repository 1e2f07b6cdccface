import type { HostedInvoice } from '@revenue/billing-core/invoices';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';

type Transfer = NonNullable<HostedInvoice['transfer']>;

const inFours = (iban: string) => iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');

/** Where to send the money, each value ready to be pasted into a bank's form, and a code that its app scans. */
export function HowToPay({ transfer }: { transfer: Transfer }) {
  const { account_holder, bank_name, iban, account_number, routing_number, bic, reference, code } = transfer;
  const items = [
    { label: 'Account holder', value: account_holder },
    ...(bank_name ? [{ label: 'Bank', value: bank_name }] : []),
    ...(iban ? [{ label: 'IBAN', value: <CopyText text={iban.replace(/\s/g, '')} shown={inFours(iban)} /> }] : []),
    ...(account_number ? [{ label: 'Account number', value: <CopyText text={account_number} /> }] : []),
    ...(routing_number ? [{ label: 'Routing number', value: <CopyText text={routing_number} /> }] : []),
    ...(bic ? [{ label: 'BIC', value: <CopyText text={bic} /> }] : []),
    { label: 'Reference', value: <CopyText text={reference} /> },
  ];
  return (
    <section className="mt-8 flex flex-wrap gap-6 border-line border-t pt-5">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="mb-2 font-semibold text-ink text-sm">Pay by bank transfer</h2>
        <DescriptionList items={items} />
      </div>
      {code ? <ScanToPay code={code} /> : null}
    </section>
  );
}

/** Black on white in either theme: a dark code is one that many cameras do not read. */
function ScanToPay({ code }: { code: NonNullable<Transfer['code']> }) {
  const quiet = 4;
  const size = code.size + 2 * quiet;
  return (
    <figure className="text-center">
      <svg
        viewBox={`${-quiet} ${-quiet} ${size} ${size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label="Code with the payment details, for the app of a bank"
        className="size-36 rounded-md border border-line bg-white"
      >
        <path d={code.path} fill="#000" />
      </svg>
      <figcaption className="mt-1 text-ink-faint text-xs">Scan with your bank's app</figcaption>
    </figure>
  );
}
