import { readProblem } from './problem.ts';
import { tenantHeaders } from './tenant-choice.ts';

/** A request to the REST door, for what is a file rather than an answer. Throws the problem it is refused with. */
export async function restRequest(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(tenantHeaders())) headers.set(name, value);
  const response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => ({}));
  const problem = readProblem({ status: response.status, ...(body as object) });
  throw Object.assign(new Error(problem.message), { data: { problem } });
}

/** Fetches a file and hands it to the browser's downloads under the name the server gives it. */
export async function downloadFile(path: string, fallbackName: string) {
  const response = await restRequest(path);
  const named = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = named ?? fallbackName;
  link.click();
  // Released later: some browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 30_000);
}
