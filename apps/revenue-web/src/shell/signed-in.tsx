import { isUnauthenticated } from '../api/problem.ts';
import { ProblemState } from '../api/problem-state.tsx';
import { trpc } from '../api/trpc.ts';
import { AppShell } from './app-shell.tsx';
import { SessionProvider } from './session.tsx';

/** The door of the application: its frame for who is signed in. */
export function SignedIn() {
  const session = trpc.access.current_session.useQuery(undefined, { staleTime: 60_000 });
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <AppShell />
      </SessionProvider>
    );
  }
  // Nobody is signed in: the query client (main.tsx) is already on its way to the sign-in page.
  if (session.error && !isUnauthenticated(session.error)) {
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
