import { createServer, type Server } from 'node:http';

export type ResendServer = {
  url: string;
  /** Mails that were accepted, each once, as the API received them. */
  sent: { key: string | undefined; authorization: string | undefined; body: Record<string, unknown> }[];
  /** The next request is answered with this instead; null hangs up without an answer. */
  failNext: (answer: { status: number; body: string } | null) => void;
  close: () => Promise<void>;
};

/** Speaks Resend's `POST /emails`: bearer key, Idempotency-Key remembered with its answer, errors as JSON. */
export async function startResendServer(): Promise<ResendServer> {
  const sent: ResendServer['sent'] = [];
  const known = new Map<string, { body: string; id: string }>();
  let failure: { status: number; body: string } | null | undefined;
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = (status: number, content: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(content);
    const failing = failure;
    failure = undefined;
    if (failing === null) return request.socket.destroy();
    if (failing) return answer(failing.status, failing.body);
    if (request.method !== 'POST' || request.url !== '/emails') return answer(404, '{"name":"not_found"}');
    const key = request.headers['idempotency-key']?.toString();
    const earlier = key === undefined ? undefined : known.get(key);
    if (earlier && earlier.body !== body) {
      return answer(409, '{"statusCode":409,"name":"invalid_idempotent_request","message":"other content"}');
    }
    if (earlier) return answer(200, JSON.stringify({ id: earlier.id }));
    const id = `id-${sent.length + 1}`;
    sent.push({ key, authorization: request.headers.authorization, body: JSON.parse(body) });
    if (key !== undefined) known.set(key, { body, id });
    return answer(200, JSON.stringify({ id }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    failNext: (answer) => {
      failure = answer;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
