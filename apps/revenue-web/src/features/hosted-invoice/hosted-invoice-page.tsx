import type { HostedInvoice } from '@revenue/billing-core/invoices';
import { documentWords, LANGUAGES, languageOf } from '@revenue/billing-core/languages';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { readProblem } from '../../api/problem.ts';
import { restRequest } from '../../api/rest.ts';
import { createFormat } from '../../format/create-format.ts';
import { FormatContext } from '../../format/use-format.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { HostedSheet } from './hosted-sheet.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { SayContext, useSay } from './use-say.ts';

const route = getRouteApi('/i/$token');

/** An invoice for its customer, who has a link and no account. In its own language, or the one that its reader chooses. */
export function HostedInvoicePage() {
  const { token } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = LANGUAGES.find((language) => language === search.language);
  const address = `/i/${encodeURIComponent(token)}`;
  const asked = chosen === undefined ? '' : `?language=${chosen}`;
  const query = useQuery({
    queryKey: ['hosted-invoice', token, chosen ?? null],
    queryFn: async () => (await (await restRequest(`${address}/content${asked}`)).json()) as HostedInvoice,
    placeholderData: keepPreviousData,
    // Each question counts as a look at the invoice.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: invoice, error } = query;
  // Until the invoice says which it is, that of the browser; a link that is wrong never does.
  const language = invoice && !error ? invoice.language : (chosen ?? languageOf(navigator.language));
  const say = documentWords(language, invoice?.locale ?? language);
  const title = invoice
    ? say('invoice_from', { number: invoice.invoice_number, seller: invoice.seller.name })
    : say('invoice');
  useDocument(title, language);
  return (
    <SayContext value={say}>
      <Paper>
        <Content error={error} invoice={invoice} onRetry={() => query.refetch()} address={address} asked={asked} />
        {invoice && !error ? (
          <LanguageChoice
            language={language}
            onChoose={(next) => navigate({ search: { language: next }, replace: true })}
          />
        ) : null}
      </Paper>
    </SayContext>
  );
}

type ContentProps = {
  error: unknown;
  invoice: HostedInvoice | undefined;
  onRetry: () => void;
  address: string;
  asked: string;
};

function Content({ error, invoice, onRetry, address, asked }: ContentProps) {
  if (error) return <Refusal error={error} onRetry={onRetry} />;
  if (!invoice) return <SkeletonLines lines={12} />;
  return (
    <FormatContext value={createFormat({ locale: invoice.locale, currency: invoice.currency, time_zone: 'UTC' })}>
      <HostedSheet invoice={invoice} address={address} query={asked} />
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
  const say = useSay();
  const problem = readProblem(error);
  const isUnknown = problem.status === 404;
  return (
    <>
      <h1 className="sr-only">{say('invoice')}</h1>
      <ErrorState
        title={say(isUnknown ? 'link_gone' : 'cannot_be_shown')}
        message={say(isUnknown ? 'link_gone_remedy' : 'cannot_be_shown_remedy')}
        reference={isUnknown ? undefined : problem.request_id}
        onRetry={isUnknown ? undefined : onRetry}
        retryLabel={say('try_again')}
      />
    </>
  );
}

/** A screen reader speaks the page as its language says. */
function useDocument(title: string, language: string) {
  useEffect(() => {
    document.title = title;
    document.documentElement.lang = language;
  }, [title, language]);
}
