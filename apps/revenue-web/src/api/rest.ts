import { readProblem } from './problem.ts';
import { saveFile } from './save-file.ts';
import { tenantHeaders } from './tenant-choice.ts';

/** A request to the REST door, for what is a file rather than an answer. Throws the problem it is refused with. */
export async function restRequest(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(tenantHeaders())) headers.set(name, value);
  const response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  if (response.ok) return response;
  throw refusal(response.status, await response.json().catch(() => ({})));
}

/** What is thrown for an answer that is not a success, in the shape that every other problem has. */
export function refusal(status: number, body: unknown): Error {
  const problem = readProblem({ status, ...(body as object) });
  return Object.assign(new Error(problem.message), { data: { problem } });
}

/** Fetches a file and hands it to the browser's downloads under the name the server gives it. */
export async function downloadFile(path: string, fallbackName: string) {
  const response = await restRequest(path);
  const named = fileNameOf(response.headers.get('content-disposition') ?? '');
  saveFile(await response.blob(), named ?? fallbackName);
}

/** A name beyond ASCII comes as filename*, in percent-encoded UTF-8 (RFC 6266). */
function fileNameOf(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)"?/.exec(disposition)?.[1];
}
