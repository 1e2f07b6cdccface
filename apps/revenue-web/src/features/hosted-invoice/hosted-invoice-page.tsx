import type { HostedInvoice } from '@revenue/billing-core/invoices';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { readProblem } from '../../api/problem.ts';
import { restRequest } from '../../api/rest.ts';
import { createFormat } from '../../format/create-format.ts';
import { FormatContext } from '../../format/use-format.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { HostedSheet } from './hosted-sheet.tsx';

const route = getRouteApi('/i/$token');

/** An invoice for its customer, who has a link and no account. */
export function HostedInvoicePage() {
  const { token } = route.useParams();
  const address = `/i/${encodeURIComponent(token)}`;
  const query = useQuery({
    queryKey: ['hosted-invoice', token],
    queryFn: async () => (await (await restRequest(`${address}/content`)).json()) as HostedInvoice,
    // Each question counts as a look at the invoice.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: invoice, error } = query;
  useTitle(invoice ? `Invoice ${invoice.invoice_number} from ${invoice.seller.name}` : 'Invoice');
  if (error) return <Refusal error={error} onRetry={() => query.refetch()} />;
  if (!invoice) {
    return (
      <Paper>
        <SkeletonLines lines={12} />
      </Paper>
    );
  }
  return (
    <FormatContext value={createFormat({ locale: invoice.locale, currency: invoice.currency, time_zone: 'UTC' })}>
      <Paper>
        <HostedSheet invoice={invoice} address={address} />
      </Paper>
    </FormatContext>
  );
}

function Paper({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[820px] flex-col gap-4 px-3 py-4 sm:px-6 sm:py-10">
      {children}
    </main>
  );
}

function Refusal({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = readProblem(error);
  const isUnknown = problem.status === 404;
  return (
    <Paper>
      <h1 className="sr-only">Invoice</h1>
      <ErrorState
        title={isUnknown ? 'This link does not work any more' : 'The invoice cannot be shown now'}
        message={problem.message}
        reference={isUnknown ? undefined : problem.request_id}
        onRetry={isUnknown ? undefined : onRetry}
      />
    </Paper>
  );
}

function useTitle(title: string) {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
