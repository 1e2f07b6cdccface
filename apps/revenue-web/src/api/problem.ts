/** What the server says when it refuses, in its own words (RFC 9457). */
export type Problem = {
  status: number;
  code: string;
  message: string;
  errors: { path: string; message: string }[];
  request_id: string | undefined;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function readErrors(value: unknown): Problem['errors'] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map((entry) => ({ path: String(entry.path ?? ''), message: String(entry.message ?? '') }));
}

/** A problem document, whichever door it came through: the data of a tRPC error or a REST body. */
export function readProblem(source: unknown): Problem {
  const error = isRecord(source) ? source : {};
  const data = isRecord(error.data) ? error.data : error;
  const details = isRecord(data.problem) ? data.problem : data;
  const status = Number(details.status ?? data.httpStatus ?? error.status ?? 0);
  const message =
    text(details.detail) ??
    text(error.message) ??
    text(details.title) ??
    'The server gave no reason. Try again; if it stays, look at its log.';
  return {
    status,
    code: text(details.code) ?? text(data.code) ?? 'unknown',
    message:
      status === 0 && !text(details.code)
        ? `The server cannot be reached. Check that it runs, then try again. (${message})`
        : message,
    errors: readErrors(details.errors),
    request_id: text(details.request_id),
  };
}

export const isUnauthenticated = (error: unknown) => readProblem(error).status === 401;
