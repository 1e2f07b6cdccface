import { StartRefused } from '@revenue/db/embedded/start-refused';
import type { Env } from './env.ts';

/** Says what keeps a server from listening, and which setting changes it. */
export function asRefusal(error: unknown, { port, host }: Pick<Env, 'port' | 'host'>): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new StartRefused(portTaken(port), { cause: error });
  if (code === 'EACCES')
    return new StartRefused(`Port ${port} needs rights this user lacks; set PORT to one above 1023.`);
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') {
    return new StartRefused(`HOST=${host} is no address of this machine; leave it out or say 0.0.0.0.`, {
      cause: error,
    });
  }
  return error;
}

function portTaken(port: number): string {
  return `Another program already listens on port ${port}. Choose a free one with PORT, for instance: PORT=${port + 1} npm start`;
}
