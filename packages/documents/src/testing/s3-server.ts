import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const S3_KEYS = { access_key_id: 'AKIDEXAMPLE', secret_access_key: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
export const S3_REGION = 'eu-central-1';
export const S3_BUCKET = 'papers';

export type S3Server = {
  endpoint: string;
  /** By path: `/papers/documents/…`. */
  objects: Map<string, Buffer>;
  /** What was asked, in order. */
  asked: string[];
  /** Answers so many requests with 503 first. */
  stumble: (times: number) => void;
  stop: () => Promise<void>;
};

type Refusal = { status: number; code: string };

/**
 * A real server that speaks the part of S3 we use, and checks every signature as the specification of Signature Version 4
 * says, without the library that made it.
 */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  let stumbles = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    asked.push(`${request.method} ${request.url}`);
    const answer = stumbles-- > 0 ? { status: 503, code: 'SlowDown' } : serve(objects, request, body);
    if (Buffer.isBuffer(answer)) return response.writeHead(200).end(answer);
    const { status, code } = answer;
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    asked,
    stumble: (times) => {
      stumbles = times;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(objects: Map<string, Buffer>, request: IncomingMessage, body: Buffer): Buffer | Refusal {
  const refusal = faultOfSignature(request, body);
  if (refusal) return refusal;
  const path = request.url ?? '';
  if (!path.startsWith(`/${S3_BUCKET}/`)) return { status: 404, code: 'NoSuchBucket' };
  if (request.method === 'PUT') {
    objects.set(path, body);
    return Buffer.alloc(0);
  }
  return objects.get(path) ?? { status: 404, code: 'NoSuchKey' };
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest();

function faultOfSignature(request: IncomingMessage, body: Buffer): Refusal | null {
  const [, key, day = '', region = '', names = '', signature = ''] =
    AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  if (key === undefined) return { status: 403, code: 'AccessDenied' };
  if (key !== S3_KEYS.access_key_id) return { status: 403, code: 'InvalidAccessKeyId' };
  if (region !== S3_REGION) return { status: 400, code: 'AuthorizationHeaderMalformed' };
  const moment = String(request.headers['x-amz-date']);
  if (!moment.startsWith(day) || Math.abs(Date.now() - instantOf(moment)) > 900_000) {
    return { status: 403, code: 'RequestTimeTooSkewed' };
  }
  // Host, date and the hash of the body have to be signed, and the body has to be what was signed.
  const signed = names.split(';');
  if (['host', 'x-amz-date', 'x-amz-content-sha256'].some((name) => !signed.includes(name))) {
    return { status: 403, code: 'AccessDenied' };
  }
  if (request.headers['x-amz-content-sha256'] !== sha256(body))
    return { status: 400, code: 'XAmzContentSHA256Mismatch' };
  const url = new URL(request.url ?? '', 'http://host');
  const headers = signed.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('');
  const canonical = [request.method, url.pathname, '', headers, names, sha256(body)].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n');
  const right = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${S3_KEYS.secret_access_key}`, day), region));
  const isRight = timingSafeEqual(hmac(right, toSign), Buffer.from(signature, 'hex'));
  return isRight ? null : { status: 403, code: 'SignatureDoesNotMatch' };
}

/** `20261128T183000Z` */
function instantOf(moment: string): number {
  return Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
