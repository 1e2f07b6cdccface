import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { FileText, type LucideIcon, Users } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { trpc } from '../api/trpc.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { hasEveryWord } from './has-every-word.ts';

export type PaletteRowProps = {
  icon: LucideIcon;
  children: ReactNode;
  /** Names the row, whatever it says: two customers may be called the same. */
  value: string;
  onSelect: () => void;
};

export type Found = {
  customers: { id: string; name: string; company: string | null; email: string }[];
  invoices: { id: string; invoice_number: string; customer: { name: string; company: string | null } }[];
};

/**
 * What the server knows by that name: asked after a pause in the typing. Until it has answered, what it said of fewer
 * letters stays only where the others match too: Enter must not lead to what the typing has left behind.
 */
export function useFoundRecords(query: string): Found & { searching: boolean } {
  const typed = query.trim();
  const q = useDelayed(typed, 180);
  const enabled = q.length >= 2;
  const customers = trpc.customers.list.useQuery({ q, limit: 5 }, { enabled });
  const invoices = trpc.invoices.list.useQuery({ q, limit: 5 }, { enabled });
  const stillFits = (words: string) => typed === q || (typed.length >= 2 && hasEveryWord(typed, words));
  return {
    customers: ((enabled && customers.data?.data) || []).filter(({ name, company, email }) =>
      stillFits(`${name} ${company ?? ''} ${email}`),
    ),
    invoices: ((enabled && invoices.data?.data) || []).filter((invoice) => stillFits(invoice.invoice_number)),
    searching: typed !== q || (enabled && (customers.isFetching || invoices.isFetching)),
  };
}

/** For whom they work, where that is somebody else, before what else tells them apart. */
const detailOf = ({ name, company }: { name: string; company: string | null }, rest: string) =>
  company && company !== name ? `${company} · ${rest}` : rest;

export type FoundRecordsProps = {
  found: Found;
  act: (action: () => unknown) => () => void;
  group: string;
  Row: ComponentType<PaletteRowProps>;
};

export function FoundRecords({ found, act, group, Row }: FoundRecordsProps) {
  const navigate = useNavigate();
  return (
    <>
      {found.customers.length > 0 ? (
        <Command.Group heading="Customers" className={group}>
          {found.customers.map((customer) => (
            <Row
              key={customer.id}
              icon={Users}
              value={customer.id}
              onSelect={act(() => navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }))}
            >
              {customer.name}
              <span className="truncate text-ink-faint text-xs">{detailOf(customer, customer.email)}</span>
            </Row>
          ))}
        </Command.Group>
      ) : null}
      {found.invoices.length > 0 ? (
        <Command.Group heading="Invoices" className={group}>
          {found.invoices.map((invoice) => (
            <Row
              key={invoice.id}
              icon={FileText}
              value={invoice.id}
              onSelect={act(() => navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } }))}
            >
              {invoice.invoice_number}
              <span className="truncate text-ink-faint text-xs">
                {detailOf(invoice.customer, invoice.customer.name)}
              </span>
            </Row>
          ))}
        </Command.Group>
      ) : null}
    </>
  );
}
