import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/v4/core';
import { createQueryClient } from './api/query-client.ts';
import { trpc, trpcClient } from './api/trpc.ts';
import { router } from './router.ts';
import './styles/index.css';
import './theme/theme.ts';

// The content security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const queryClient = createQueryClient(() => {
  if (router.state.location.pathname === '/sign-in') return;
  void router.navigate({
    to: '/sign-in',
    search: router.state.location.href === '/' ? {} : { next: router.state.location.href },
    replace: true,
  });
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root element.');
createRoot(root).render(
  <StrictMode>
    <trpc.Provider client={trpcClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </trpc.Provider>
  </StrictMode>,
);
