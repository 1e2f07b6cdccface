import { createRootRoute, Link, Outlet } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
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
  notFoundComponent: () => (
    <EmptyState
      icon={Compass}
      title="There is no such page"
      action={
        <Button asChild>
          <Link to="/">Go to the overview</Link>
        </Button>
      }
    >
      The address may be old or mistyped.
    </EmptyState>
  ),
  errorComponent: ({ error, reset }) => (
    <ErrorState
      title="This page failed"
      message={error instanceof Error ? error.message : String(error)}
      onRetry={reset}
    />
  ),
});
