import type { Overview } from '@revenue/billing-core/overview';
import { Link } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { ownFirst } from '../../format/own-first.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { FirstSteps } from './first-steps.tsx';
import { InvoicedChart } from './invoiced-chart.tsx';
import { MoneyFigures } from './money-figures.tsx';
import { RecentInvoices } from './recent-invoices.tsx';
import { UsageChart } from './usage-chart.tsx';

function DueNotice({ overview }: { overview: Overview }) {
  if (overview.subscriptions_due === 0) return null;
  return (
    <Callout
      tone="info"
      title={`${counted(overview.subscriptions_due, 'subscription')} ${overview.subscriptions_due === 1 ? 'is' : 'are'} due to be billed`}
      action={
        <Button asChild size="sm" variant="primary">
          <Link to="/billing-runs/new">
            <Play aria-hidden />
            Preview the run
          </Link>
        </Button>
      }
    >
      The schedule takes them up within the hour; the preview shows what they come to.
    </Callout>
  );
}

function Dashboard({ overview }: { overview: Overview }) {
  const { currency: own } = useFormat();
  const currencies = ownFirst(
    overview.by_currency.map((row) => row.currency),
    own,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = chosen ?? (currencies.includes(own) ? own : (currencies[0] ?? own));
  return (
    <div className="flex flex-col gap-4">
      <DueNotice overview={overview} />
      {currencies.length > 1 ? (
        <Segmented
          name="currency"
          label="Currency of the figures"
          value={currency}
          onChange={setChosen}
          segments={currencies.map((code) => ({ value: code, label: code }))}
        />
      ) : null}
      <MoneyFigures overview={overview} currency={currency} />
      <div className="grid gap-4 lg:grid-cols-2">
        <InvoicedChart overview={overview} currency={currency} />
        <UsageChart overview={overview} />
      </div>
      <RecentInvoices />
    </div>
  );
}

export function OverviewPage() {
  const overview = trpc.overview.get.useQuery({});
  const format = useFormat();
  if (overview.error) return <ProblemState error={overview.error} onRetry={() => overview.refetch()} />;
  const isNew = overview.data && overview.data.customers === 0;
  return (
    <>
      <PageHeader title="Overview" description={overview.data ? `As of ${format.date(overview.data.today)}` : ' '} />
      {overview.isPending ? <SkeletonLines lines={10} /> : null}
      {isNew ? <FirstSteps /> : null}
      {overview.data && !isNew ? <Dashboard overview={overview.data} /> : null}
    </>
  );
}
