import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  port: number;
  /** The Message-IDs of what was taken, in order. */
  taken: string[];
  /** What the next mail meets; a mail that meets nothing is taken. */
  meets(fate: Fate): void;
  stop(): Promise<void>;
}

/** refuse: an answer in place of "taken". hang_up: the mail is taken and the connection breaks before the answer. */
export type Fate = { refuse: number; message: string; at: 'recipient' | 'content' } | 'hang_up';

/** A real mail server on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const taken: string[] = [];
  const fates: Fate[] = [];
  const refusal = (fate: Exclude<Fate, 'hang_up'>) =>
    Object.assign(new Error(fate.message), { responseCode: fate.refuse });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const [fate] = fates;
      if (fate === undefined || fate === 'hang_up' || fate.at !== 'recipient') return done();
      fates.shift();
      done(refusal(fate));
    },
    onData: (stream, session, done) => {
      let mail = '';
      stream.setEncoding('latin1').on('data', (part: string) => {
        mail += part;
      });
      stream.on('end', () => {
        const fate = fates.shift();
        if (fate !== undefined && fate !== 'hang_up') return done(refusal(fate));
        taken.push(/^message-id:\s*(<[^>]+>)/im.exec(mail)?.[1] ?? '');
        if (fate === undefined) return done();
        for (const connection of server.connections) if (connection.session === session) connection.close();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    meets: (fate) => void fates.push(fate),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
