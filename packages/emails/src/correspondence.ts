import { readableColor } from '@revenue/billing-core/tenants';
import type { Correspondence } from './mail-data.ts';
import type { MailView } from './mail-view.ts';
import { linesOf, oneLine } from './one-line.ts';

/** How every mail begins and ends. */
export function correspondence(data: Correspondence): Pick<MailView, 'greeting' | 'footer' | 'brand'> {
  return {
    greeting: `Hello ${oneLine(data.buyer_name)},`,
    footer: footerOf(data),
    brand: readableColor(data.seller.brand_color),
  };
}

function footerOf({ seller, footer_note }: Correspondence): string[] {
  const identity = [seller.tax_id ? `Tax ID ${oneLine(seller.tax_id)}` : '', oneLine(seller.email ?? '')];
  const lines = [
    ...linesOf(footer_note),
    oneLine(seller.name),
    seller.address_lines.map(oneLine).join(', '),
    identity.filter(Boolean).join(' · '),
  ];
  return lines.filter((line) => line !== '');
}
