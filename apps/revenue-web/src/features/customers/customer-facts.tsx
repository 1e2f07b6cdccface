import type { Customer } from '@revenue/billing-core/customers';
import { countryName, languageName } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { paymentTerms } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';

function Address({ customer }: { customer: Customer }) {
  const place = [customer.postal_code, customer.city, customer.state].filter(Boolean).join(' ');
  const lines = [customer.address_line1, customer.address_line2, place, countryName(customer.country)].filter(Boolean);
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));
}

export function CustomerFacts({ customer }: { customer: Customer }) {
  const format = useFormat();
  const items = [
    { label: 'Company', value: customer.company },
    { label: 'Address', value: <Address customer={customer} /> },
    { label: 'Currency', value: customer.currency },
    { label: 'Terms', value: paymentTerms(customer.payment_terms) },
    { label: 'Tax id', value: customer.tax_id },
    {
      label: 'Tax',
      value: customer.tax_exempt ? <Badge tone="info">Exempt: {customer.tax_exempt_reason}</Badge> : 'Not exempt',
    },
    { label: 'Time zone', value: customer.time_zone.replaceAll('_', ' ') },
    { label: 'Language', value: languageName(customer.locale) },
    { label: 'Your id', value: customer.external_id ? <CopyText text={customer.external_id} /> : null },
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
