import type { CustomerReport } from '@revenue/billing-core/reports';
import { isLocalDate } from '@revenue/billing-core/time';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CircleCheck, Users } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { DayRange } from '../../list/day-range.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { AgeingTable } from './ageing-table.tsx';
import { CurrencyChoice } from './currency-choice.tsx';
import { DownloadCsv } from './download-csv.tsx';
import { ShareCell } from './share-cell.tsx';
import { useReportCurrency } from './use-report-currency.ts';

const route = getRouteApi('/app/reports/customers');

type Top = CustomerReport['top'][number];

function TopCustomers({ report, currency }: { report: CustomerReport; currency: string }) {
  const format = useFormat();
  const columns: Column<Top>[] = [
    {
      id: 'customer',
      header: 'Customer',
      wrap: true,
      cell: (row) => (
        <Link
          to="/customers/$customerId"
          params={{ customerId: row.customer_id }}
          className="rounded-sm font-medium text-ink hover:underline"
        >
          {row.customer_name}
        </Link>
      ),
    },
    { id: 'invoices', header: 'Invoices', align: 'end', from: 'sm', cell: (row) => format.number(row.invoices) },
    { id: 'share', header: 'Share', align: 'end', cell: (row) => <ShareCell percent={row.share_percent} /> },
    {
      id: 'tax',
      header: 'Tax',
      align: 'end',
      from: 'md',
      cell: (row) => <Money amount={row.tax} currency={currency} />,
    },
    { id: 'net', header: 'Net revenue', align: 'end', cell: (row) => <Money amount={row.net} currency={currency} /> },
  ];
  return (
    <Card
      flush
      title="Top customers"
      description={`Net revenue from ${format.date(report.from)} to ${format.date(report.to)}`}
      actions={<DownloadCsv report="customers" query={{ from: report.from, to: report.to, currency, limit: '1000' }} />}
    >
      <DataTable
        caption={`Top customers in ${currency}`}
        columns={columns}
        rows={report.top.filter((row) => row.currency === currency)}
        rowKey={(row) => row.customer_id}
        empty={
          <EmptyState icon={Users} title="Nothing was invoiced in these days">
            Choose other days above.
          </EmptyState>
        }
      />
    </Card>
  );
}

function Ageing({ report, currency }: { report: CustomerReport; currency: string }) {
  const format = useFormat();
  const total = report.ageing_totals.find((row) => row.currency === currency);
  return (
    <Card
      flush
      title="Receivables by age"
      description={`What is open on ${format.date(report.ageing_as_of)}, by the days it is past due`}
      actions={<DownloadCsv report="ageing" query={{ currency, limit: '1000' }} />}
    >
      {total ? (
        <AgeingTable total={total} rows={report.ageing.filter((row) => row.currency === currency)} />
      ) : (
        <EmptyState icon={CircleCheck} title="Nothing is open">
          Every invoice in {currency} is paid, void or given up.
        </EmptyState>
      )}
    </Card>
  );
}

export function CustomersReportPage() {
  const { from, to, currency } = route.useSearch();
  const day = (text: string | undefined) => (text && isLocalDate(text) ? text : undefined);
  const report = trpc.reports.customers.useQuery(
    { from: day(from), to: day(to), limit: 20 },
    { placeholderData: (before) => before },
  );
  const { data, error } = report;
  const choice = useReportCurrency(data ? currenciesOf(data) : [], currency);
  return (
    <>
      <PageHeader title="Customer report" description="Who brings the revenue, and who owes what for how long" />
      <ListToolbar filters={{ from, to }}>
        <DayRange from={from ?? data?.from} to={to ?? data?.to} />
        <CurrencyChoice {...choice} />
      </ListToolbar>
      {error ? <ProblemState error={error} onRetry={() => report.refetch()} /> : null}
      {report.isPending ? <SkeletonLines lines={10} /> : null}
      {data && !error ? (
        <div className="flex flex-col gap-4">
          <TopCustomers report={data} currency={choice.currency} />
          <Ageing report={data} currency={choice.currency} />
        </div>
      ) : null}
    </>
  );
}

function currenciesOf({ top, ageing_totals }: CustomerReport): { currency: string }[] {
  return [...new Set([...top, ...ageing_totals].map(({ currency }) => currency))].map((currency) => ({ currency }));
}
