import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { FileText, type LucideIcon, Users } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { trpc } from '../api/trpc.ts';
import { useDelayed } from '../ui/use-delayed.ts';

export type PaletteRowProps = {
  icon: LucideIcon;
  children: ReactNode;
  /** Needed for rows that come while something is typed: an unnamed one is not found by it. */
  value?: string;
  keywords?: string | undefined;
  onSelect: () => void;
};

/** What the server knows by that name: asked after a pause in the typing. */
export function FoundRecords({
  query,
  act,
  group,
  Row,
}: {
  query: string;
  act: (action: () => unknown) => () => void;
  group: string;
  Row: ComponentType<PaletteRowProps>;
}) {
  const navigate = useNavigate();
  const q = useDelayed(query.trim(), 180);
  const enabled = q.length >= 2;
  const customers = trpc.customers.list.useQuery({ q, limit: 5 }, { enabled });
  const invoices = trpc.invoices.list.useQuery({ q, limit: 5 }, { enabled });
  if (!enabled) return null;
  const foundCustomers = customers.data?.data ?? [];
  const foundInvoices = invoices.data?.data ?? [];
  return (
    <>
      {foundCustomers.length > 0 ? (
        <Command.Group heading="Customers" className={group}>
          {foundCustomers.map((customer) => (
            <Row
              key={customer.id}
              icon={Users}
              value={customer.id}
              keywords={`${q} ${customer.email}`}
              onSelect={act(() => navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }))}
            >
              {customer.name}
              <span className="truncate text-ink-faint text-xs">{customer.email}</span>
            </Row>
          ))}
        </Command.Group>
      ) : null}
      {foundInvoices.length > 0 ? (
        <Command.Group heading="Invoices" className={group}>
          {foundInvoices.map((invoice) => (
            <Row
              key={invoice.id}
              icon={FileText}
              value={invoice.id}
              keywords={q}
              onSelect={act(() => navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } }))}
            >
              {invoice.invoice_number}
            </Row>
          ))}
        </Command.Group>
      ) : null}
    </>
  );
}
