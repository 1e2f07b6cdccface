import { type Customer, type CustomerDetail, formatAddress } from '@revenue/billing-core/customers';
import { languageName } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { paymentTerms } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { MrrOf } from '../subscription-reports/mrr-of.tsx';

function Address({ customer }: { customer: Customer }) {
  return formatAddress(customer).map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));
}

/** The number with what its check digits say. */
function TaxId({ customer: { tax_id, tax_id_check } }: { customer: CustomerDetail }) {
  if (tax_id === null) return <span className="text-ink-faint">–</span>;
  return (
    <>
      {tax_id}
      {tax_id_check?.verdict === 'valid' ? (
        <Badge tone="success" className="ml-1.5">
          Checked
        </Badge>
      ) : null}
      {tax_id_check?.reason ? <span className="block text-ink-faint text-xs">{tax_id_check.reason}</span> : null}
    </>
  );
}

export function CustomerFacts({ customer }: { customer: CustomerDetail }) {
  const format = useFormat();
  const items = [
    { label: 'Company', value: customer.company },
    { label: 'Address', value: <Address customer={customer} /> },
    { label: 'Currency', value: customer.currency },
    { label: 'MRR', value: <MrrOf of={{ customer_id: customer.id }} /> },
    { label: 'Terms', value: paymentTerms(customer.payment_terms) },
    { label: 'Tax ID', value: <TaxId customer={customer} /> },
    {
      label: 'Tax',
      value: customer.tax_exempt ? (
        <>
          <Badge tone="info">Exempt</Badge> {customer.tax_exempt_reason}
        </>
      ) : (
        'Not exempt'
      ),
    },
    { label: 'Time zone', value: customer.time_zone.replaceAll('_', ' ') },
    { label: 'Language', value: languageName(customer.locale) },
    { label: 'Your own id', value: customer.external_id ? <CopyText text={customer.external_id} /> : null },
    {
      label: 'Id',
      value: <CopyText text={customer.id} shown={`${customer.id.slice(0, 8)}…${customer.id.slice(-4)}`} />,
    },
    { label: 'Since', value: format.dateTime(customer.created_at) },
  ];
  return (
    <Card title="Details">
      <DescriptionList items={items} />
    </Card>
  );
}
