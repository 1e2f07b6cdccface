import type { HostedInvoice } from '@revenue/billing-core/invoices';
import { bankCodeWords } from '@revenue/billing-core/languages';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { useSay } from './use-say.ts';

type Transfer = NonNullable<HostedInvoice['transfer']>;

const inFours = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');

/** Where to send the money, each value ready to be pasted into a bank's form, and a code that its app scans. */
export function HowToPay({ transfer }: { transfer: Transfer }) {
  const say = useSay();
  const { account_holder, bank_name, iban, account_number, routing_number, bic, currency, reference, code } = transfer;
  const copied = (text: string, shown = text) => (
    <CopyText text={text} shown={shown} words={{ copy: say('copy', { text }), copied: say('copied') }} />
  );
  const compact = iban?.replace(/\s/g, '');
  const items = [
    { label: say('account_holder'), value: account_holder },
    ...(bank_name ? [{ label: say('bank'), value: bank_name }] : []),
    ...(compact ? [{ label: 'IBAN', value: copied(compact, inFours(compact)) }] : []),
    ...(account_number ? [{ label: say('account_number'), value: copied(account_number) }] : []),
    ...(routing_number ? [{ label: bankCodeWords(say, routing_number, currency), value: copied(routing_number) }] : []),
    ...(bic ? [{ label: 'BIC', value: copied(bic) }] : []),
    { label: say('reference'), value: copied(reference) },
  ];
  return (
    <section className="mt-8 flex flex-wrap gap-6 border-line border-t pt-5">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="mb-2 font-semibold text-ink text-sm">{say('pay_by_transfer')}</h2>
        <DescriptionList items={items} />
      </div>
      {code ? <ScanToPay code={code} /> : null}
    </section>
  );
}

/** Black on white in either theme: a dark code is one that many cameras do not read. */
function ScanToPay({ code }: { code: NonNullable<Transfer['code']> }) {
  const say = useSay();
  const quiet = 4;
  const size = code.size + 2 * quiet;
  return (
    <figure className="text-center">
      <svg
        viewBox={`${-quiet} ${-quiet} ${size} ${size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={say('payment_code')}
        className="size-36 rounded-md border border-line bg-white"
      >
        <path d={code.path} fill="#000" />
      </svg>
      <figcaption className="mt-1 text-ink-faint text-xs">{say('scan_with_app')}</figcaption>
    </figure>
  );
}
