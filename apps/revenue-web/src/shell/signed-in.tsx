import { Navigate, useRouterState } from '@tanstack/react-router';
import { isUnauthenticated } from '../api/problem.ts';
import { ProblemState } from '../api/problem-state.tsx';
import { trpc } from '../api/trpc.ts';
import { AppShell } from './app-shell.tsx';
import { SessionProvider } from './session.tsx';

/** The door of the application: the frame for who is signed in, the sign-in page for who is not. */
export function SignedIn() {
  const session = trpc.access.current_session.useQuery(undefined, { staleTime: 60_000 });
  const href = useRouterState({ select: (state) => state.location.href });
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <AppShell />
      </SessionProvider>
    );
  }
  if (session.error && isUnauthenticated(session.error)) {
    return <Navigate to="/sign-in" search={href === '/' ? {} : { next: href }} replace />;
  }
  if (session.error) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <ProblemState error={session.error} title="Revenue could not start" onRetry={() => session.refetch()} />
      </main>
    );
  }
  return (
    <div role="status" className="min-h-dvh lg:pl-58">
      <span className="sr-only">Loading</span>
      <div className="fixed inset-y-0 left-0 hidden w-58 border-line border-r lg:block" />
      <div className="h-12 border-line border-b" />
    </div>
  );
}
