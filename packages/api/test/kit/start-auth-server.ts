import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AuthServerStandIn {
  url: string;
  /** What was asked, in order. */
  asked: unknown[];
  /** Replaces what it answers from now on. */
  answerWith(handler: (request: unknown, response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

/** A real server that speaks `POST /auth/validate`, for everything that may happen to such a server. */
export async function startAuthServer(): Promise<AuthServerStandIn> {
  const asked: unknown[] = [];
  let handler: (request: unknown, response: ServerResponse) => void = (_request, response) => json(response, 200, {});
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/auth/validate') return json(response, 404, {});
    const body: unknown = JSON.parse(await textOf(request));
    asked.push(body);
    handler(body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answerWith: (next) => {
      handler = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
