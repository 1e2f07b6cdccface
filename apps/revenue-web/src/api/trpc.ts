import type { AppRouter } from '@revenue/api/router';
import { httpBatchLink, httpLink, splitLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { tenantHeaders } from './tenant-choice.ts';

export const trpc = createTRPCReact<AppRouter>();

const door = {
  url: '/trpc',
  headers: tenantHeaders,
  fetch: (url: unknown, options: unknown) =>
    fetch(url as RequestInfo, { ...(options as RequestInit), credentials: 'same-origin' }),
};

/** What does not fit into an address: the preview of an invoice with five hundred lines. */
const MAX_INPUT_LENGTH = 4000;

export const trpcClient = trpc.createClient({
  links: [
    splitLink({
      condition: ({ type, input }) => type === 'query' && (JSON.stringify(input) ?? '').length > MAX_INPUT_LENGTH,
      true: httpLink({ ...door, methodOverride: 'POST' }),
      // Longer batches go as several requests: proxies refuse very long addresses.
      false: httpBatchLink({ ...door, maxURLLength: 6000, maxItems: 20 }),
    }),
  ],
});
