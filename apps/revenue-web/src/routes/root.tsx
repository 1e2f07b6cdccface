import { createRootRoute, Outlet } from '@tanstack/react-router';
import { ErrorState } from '../ui/error-state.tsx';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';

export const rootRoute = createRootRoute({
  component: () => (
    <TooltipProvider>
      <Outlet />
      <Toaster />
    </TooltipProvider>
  ),
  errorComponent: ({ error, reset }) => (
    <ErrorState
      title="This page failed"
      message={error instanceof Error ? error.message : String(error)}
      onRetry={reset}
    />
  ),
});
