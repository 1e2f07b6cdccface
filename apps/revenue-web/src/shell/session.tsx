import type { CurrentSession } from '@revenue/billing-core/access';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { createFormat } from '../format/create-format.ts';
import { FormatContext } from '../format/use-format.ts';

const SessionContext = createContext<CurrentSession | null>(null);

export function SessionProvider({ session, children }: { session: CurrentSession; children: ReactNode }) {
  const { locale, time_zone, currency } = session.tenant;
  const format = useMemo(() => createFormat({ locale, time_zone, currency }), [locale, time_zone, currency]);
  return (
    <SessionContext value={session}>
      <FormatContext value={format}>{children}</FormatContext>
    </SessionContext>
  );
}

/** Who is signed in and for which tenant. Only below the application's frame, where there always is one. */
export function useSession(): CurrentSession {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession is used outside the signed-in part of the application.');
  return session;
}
