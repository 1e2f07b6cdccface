import { createHash } from 'node:crypto';
import { BillingError } from '@revenue/billing-core/errors';
import { AwsClient } from 'aws4fetch';
import { type DocumentStore, isContentHash } from './document-store.ts';

export type S3Options = {
  /** `https://s3.eu-central-1.amazonaws.com`, or any other service that speaks S3. */
  endpoint: string;
  region: string;
  bucket: string;
  access_key_id: string;
  secret_access_key: string;
  /** For one attempt. */
  timeout_ms?: number;
};

export type S3Store = DocumentStore & {
  /** Reaches the bucket with these keys, and writes nothing. @throws BillingError document_store_failed */
  probe: () => Promise<void>;
};

/** Beside whatever else the bucket holds. */
const FOLDER = 'documents';
const ATTEMPTS = 3;

/**
 * Keeps documents in an object store, as `documents/<hash>`, addressed by path (every service knows that). Each request is
 * signed (Signature Version 4), what is stored under its own hash, so the service refuses what was changed on the way.
 */
export function createS3Store(options: S3Options): S3Store {
  const { endpoint, region, bucket, access_key_id, secret_access_key, timeout_ms = 15_000 } = options;
  const place = `${endpoint}/${encodeURIComponent(bucket)}`;
  const client = new AwsClient({
    accessKeyId: access_key_id,
    secretAccessKey: secret_access_key,
    service: 's3',
    region,
    retries: 0,
  });

  const request = async (method: 'GET' | 'PUT', content_hash: string, content?: Uint8Array) => {
    const headers = { 'x-amz-content-sha256': content === undefined ? EMPTY : content_hash };
    const body = content && { body: new Uint8Array(content) };
    const signal = AbortSignal.timeout(timeout_ms);
    const response = await client.fetch(`${place}/${FOLDER}/${content_hash}`, { method, headers, signal, ...body });
    return { status: response.status, content: new Uint8Array(await response.arrayBuffer()) };
  };

  /** Both verbs may be repeated. A service that is short of breath gets a moment. */
  const persist = async (...asked: Parameters<typeof request>): Promise<Awaited<ReturnType<typeof request>>> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await request(...asked).catch((error: unknown) => error);
      if (!isPassing(answer)) return answer as Awaited<ReturnType<typeof request>>;
      if (attempt === ATTEMPTS) throw failed(place, answer);
      await new Promise((resolve) => setTimeout(resolve, 200 * 4 ** (attempt - 1)));
    }
  };

  const get = async (content_hash: string): Promise<Uint8Array | null> => {
    const { status, content } = await persist('GET', content_hash);
    if (status === 200) return content;
    if (status === 404 && codeOf(content) === 'NoSuchKey') return null;
    throw failed(place, { status, content });
  };

  return {
    describe: () => `s3: ${place}/${FOLDER}`,
    put: async (content) => {
      const content_hash = hashOf(content);
      const answer = await persist('PUT', content_hash, content);
      if (answer.status !== 200) throw failed(place, answer);
      return { content_hash, byte_size: content.byteLength };
    },
    get: async (content_hash) => {
      if (!isContentHash(content_hash)) return null;
      const content = await get(content_hash);
      if (content !== null && hashOf(content) !== content_hash) {
        throw new BillingError(
          'internal',
          `Document ${content_hash} in ${place} is damaged; restore it from a backup.`,
        );
      }
      return content;
    },
    // A name that no content has: whoever may look is told that it is not there.
    probe: async () => void (await get('0'.repeat(64))),
  };
}

type Answer = { status: number; content: Uint8Array };

function isPassing(answer: unknown): boolean {
  if (answer instanceof Error) return true;
  const { status } = answer as Answer;
  return status >= 500 || status === 429;
}

/** What an S3 service says in its errors: `<Error><Code>NoSuchKey</Code>…`. */
function codeOf(content: Uint8Array): string {
  return /<Code>(\w+)<\/Code>/.exec(new TextDecoder().decode(content.subarray(0, 4096)))?.[1] ?? '';
}

function failed(place: string, answer: unknown): BillingError {
  const message = `The document store ${place} ${reasonOf(answer)}.`;
  return new BillingError('document_store_failed', message, {}, answer instanceof Error ? { cause: answer } : {});
}

function reasonOf(answer: unknown): string {
  if (answer instanceof Error) {
    const cause = answer.cause instanceof Error ? answer.cause.message || String(answer.cause) : answer.message;
    return `cannot be reached: ${cause}; check S3_ENDPOINT`;
  }
  const { status, content } = answer as Answer;
  const code = codeOf(content);
  return `answered ${status}${code && ` ${code}`}; ${REMEDIES[code] ?? 'look at its log, and try again'}`;
}

const REMEDIES: Record<string, string> = {
  NoSuchBucket: 'make the bucket or correct S3_BUCKET',
  InvalidAccessKeyId: 'correct S3_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'correct S3_SECRET_ACCESS_KEY',
  AuthorizationHeaderMalformed: 'correct S3_REGION',
  AccessDenied: 'let the key read, write and list the bucket',
  RequestTimeTooSkewed: "set this machine's clock",
};

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const EMPTY = hashOf(new Uint8Array());
