import { mkdirSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DestinationStream, type Logger, multistream, pino } from 'pino';
import type { Env } from './env.ts';

const LIMIT_BYTES = 20_000_000;

/** What a log line never says, wherever it stands in what was logged. */
const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'session_token',
  'sessionToken',
  'secret',
  'api_key',
];
const REDACT = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

/**
 * One JSON line for each thing that happened. To the standard output where a supervisor collects it; with `file` into
 * that file, and then only errors reach the screen as well.
 */
export function createLogger(env: Pick<Env, 'log_level'>, file?: string): Logger {
  return createLoggerTo(env.log_level, file === undefined ? pino.destination(1) : toFile(env.log_level, file));
}

export function createLoggerTo(level: Env['log_level'], destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACT, censor: '[secret]' },
      serializers: { req: sayRequest, err: sayError },
    },
    destination,
  );
}

/** Method and path only: a query may hold a name, an address, a token. */
function sayRequest(request: { method: string; url: string; ip?: string }): object {
  return { method: request.method, path: request.url.split('?', 1)[0], ip: request.ip };
}

/** What helps to find a fault. An error of the database also holds its client and the values of a row: those stay out. */
function sayError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const code = 'code' in thrown ? { code: String(thrown.code) } : {};
  const cause = thrown.cause === undefined ? {} : { cause: sayError(thrown.cause) };
  return { type: thrown.name, message: thrown.message, ...code, stack: thrown.stack, ...cause };
}

function toFile(level: Env['log_level'], file: string): DestinationStream {
  mkdirSync(dirname(file), { recursive: true });
  const stream = pino.destination({ dest: file, append: true, sync: false, mode: 0o600 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) truncateSync(file);
  const lowest = level === 'silent' ? 'fatal' : level;
  return multistream([
    { level: lowest, stream },
    { level: 'error', stream: pino.destination(2) },
  ]);
}
