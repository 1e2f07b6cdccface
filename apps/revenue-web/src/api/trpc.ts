import type { AppRouter } from '@revenue/api/router';
import { httpBatchLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { tenantHeaders } from './tenant-choice.ts';

export const trpc = createTRPCReact<AppRouter>();

export const trpcClient = trpc.createClient({
  links: [
    httpBatchLink({
      url: '/trpc',
      // Longer batches go as several requests: proxies refuse very long addresses.
      maxURLLength: 6000,
      maxItems: 20,
      headers: tenantHeaders,
      fetch: (url, options) => fetch(url, { ...options, credentials: 'same-origin' } as RequestInit),
    }),
  ],
});
