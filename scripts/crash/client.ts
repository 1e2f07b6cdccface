import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

// biome-ignore lint/suspicious/noExplicitAny: a client reaches into whatever it was answered
export type Body = any;

export type Outcome =
  | { kind: 'done'; status: number; body: Body; retried: boolean }
  /** Carried out, says the server, and the answer went down with the process. */
  | { kind: 'lost'; body: Body; retried: true }
  | { kind: 'refused'; status: number; body: Body; retried: boolean };

export type Ask = { method: string; path: string; body?: object; raw?: string; type?: string };

/** What only passes: the same request is sent again under the same key. */
const PASSES = new Set(['idempotency_in_progress', 'conflict']);
const TRY_MS = 60_000;

/** A client as an integration should be: each POST has its key, and whoever gets no answer asks the same again. */
export class Client {
  readonly #url: string;
  readonly #api_key: string;
  /** Answers that say "our fault", which a killed database does not excuse. */
  readonly faults: string[] = [];
  answered = 0;
  retries = 0;

  constructor(url: string, api_key: string) {
    this.#url = url;
    this.#api_key = api_key;
  }

  async ask(ask: Ask, key: string = randomUUID()): Promise<Outcome> {
    for (let retried = false; ; retried = true) {
      if (retried) this.retries += 1;
      const answer = await this.#send(ask, key);
      if (answer !== null) {
        const outcome = this.#judge(ask, answer, retried);
        if (outcome !== null) return outcome;
      }
      await sleep(answer === null ? 300 : 1_500);
    }
  }

  async get(path: string): Promise<Body> {
    const outcome = await this.ask({ method: 'GET', path });
    if (outcome.kind !== 'done') throw new Error(`${path} was refused: ${JSON.stringify(outcome.body)}`);
    return outcome.body;
  }

  #judge(ask: Ask, { status, body }: { status: number; body: Body }, retried: boolean): Outcome | null {
    if (status < 300) return { kind: 'done', status, body, retried };
    if (status === 409 && body?.code === 'idempotency_answer_lost') return { kind: 'lost', body, retried: true };
    if (status >= 500 && status !== 503)
      this.faults.push(`${status} ${ask.method} ${ask.path} ${JSON.stringify(body)}`);
    if (status >= 500 || status === 429 || (status === 409 && PASSES.has(body?.code))) return null;
    return { kind: 'refused', status, body, retried };
  }

  /** null where the connection broke, or the answer with it. */
  async #send({ method, path, body, raw, type }: Ask, key: string): Promise<{ status: number; body: Body } | null> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers: Record<string, string> = { authorization: `Bearer ${this.#api_key}` };
    if (payload !== undefined) headers['content-type'] = type ?? 'application/json';
    if (method === 'POST') headers['idempotency-key'] = key;
    try {
      const answer = await fetch(`${this.#url}/api${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(TRY_MS),
        ...(payload === undefined ? {} : { body: payload }),
      });
      const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
      this.answered += 1;
      const isJson = /json/.test(answer.headers.get('content-type') ?? '');
      return { status: answer.status, body: isJson ? JSON.parse(Buffer.from(text, 'latin1').toString()) : text };
    } catch {
      return null;
    }
  }
}
