import type { Customer } from '@revenue/billing-core/customers';
import type { InvoicePreview } from '@revenue/billing-core/invoices';
import { readProblem } from '../../../api/problem.ts';
import { countryName } from '../../../format/places.ts';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { useSession } from '../../../shell/session.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { PreviewTotals } from '../preview-totals.tsx';

function Buyer({ customer }: { customer: Customer | undefined }) {
  if (!customer) return <p className="text-ink-faint">Choose a customer.</p>;
  const place = [customer.postal_code, customer.city].filter(Boolean).join(' ');
  const lines = [customer.company, customer.address_line1, place, countryName(customer.country)].filter(Boolean);
  return (
    <address className="not-italic">
      <span className="block font-medium text-ink">{customer.name}</span>
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}

/** A sheet holds so many; the rest is counted. */
const SHOWN_LINES = 25;

/** The document as it would be made now: computed by the server, with the same function that creates it. */
export function DocumentPreview(props: {
  preview: InvoicePreview | undefined;
  customer: Customer | undefined;
  error: unknown;
  notes: string;
  terms: string;
}) {
  const { preview, customer, error, notes, terms } = props;
  const { tenant } = useSession();
  const format = useFormat();
  return (
    <section
      aria-label="Preview of the document"
      className="sticky top-16 rounded-lg border border-line bg-surface p-6 text-ink-soft text-xs shadow-mid"
    >
      <div className="flex items-start justify-between gap-4">
        <span className="font-semibold text-ink text-sm">{tenant.name}</span>
        <span className="font-semibold text-ink-faint text-lg">Invoice</span>
      </div>
      <div className="mt-6 grid grid-cols-2 gap-4">
        <Buyer customer={customer} />
        <dl className="grid content-start justify-end gap-x-4 text-right [grid-template-columns:auto_auto]">
          <dt>Issued</dt>
          <dd className="tabular text-ink">{preview ? format.date(preview.issue_date) : '–'}</dd>
          <dt>Due</dt>
          <dd className="tabular text-ink">{preview ? format.date(preview.due_date) : '–'}</dd>
        </dl>
      </div>
      {error ? (
        <div className="mt-4">
          <Callout tone="danger">{readProblem(error).message}</Callout>
        </div>
      ) : null}
      <table className="mt-6 mb-3 w-full">
        <thead>
          <tr className="text-left">
            <th scope="col" className="border-line-strong border-b pb-1 font-medium">
              Description
            </th>
            <th scope="col" className="border-line-strong border-b pb-1 text-right font-medium">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {preview?.items.slice(0, SHOWN_LINES).map((item, index) => (
            <tr key={index}>
              <td className="border-line border-b py-1.5 text-ink">
                {item.description}
                <span className="tabular block text-ink-faint">
                  {format.number(item.quantity)}
                  {item.unit_price === null ? '' : ` × ${format.unitPrice(item.unit_price, preview.currency)}`}
                  {item.own_discount === 0 ? '' : `, −${format.money(item.own_discount, preview.currency)} discount`}
                </span>
              </td>
              <td className="tabular border-line border-b py-1.5 text-right align-top text-ink">
                {format.money(item.amount, preview.currency)}
              </td>
            </tr>
          ))}
          {preview && preview.items.length > SHOWN_LINES ? (
            <tr>
              <td colSpan={2} className="py-1.5 text-ink-faint">
                and {counted(preview.items.length - SHOWN_LINES, 'more line')}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {preview ? (
        <PreviewTotals preview={preview} className="ml-auto w-56" />
      ) : (
        <p className="text-ink-faint">The document appears as you fill in the form.</p>
      )}
      {notes ? <p className="mt-4 whitespace-pre-wrap">{notes}</p> : null}
      {terms ? <p className="mt-2 whitespace-pre-wrap text-ink-faint">{terms}</p> : null}
    </section>
  );
}
