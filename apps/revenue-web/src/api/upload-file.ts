import { refusal } from './rest.ts';
import { tenantHeaders } from './tenant-choice.ts';

export type Upload<Answer> = { answer: Promise<Answer>; cancel: () => void };

/**
 * Sends a file to the REST door as the whole body and says how much of it is on its way. XMLHttpRequest, because fetch
 * does not tell how far a body has been sent. A canceled upload never answers.
 */
export function uploadFile<Answer>(
  path: string,
  file: File,
  contentType: string,
  onSent: (bytes: number) => void,
): Upload<Answer> {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer>((resolve, reject) => {
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('content-type', contentType);
    for (const [name, value] of Object.entries(tenantHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onSent(event.loaded);
    // The progress of a short body may never be told; that it is sent always is.
    request.upload.onload = () => onSent(file.size);
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(request.response as Answer)
        : reject(refusal(request.status, request.response));
    request.onerror = () => reject(new Error('the connection was lost'));
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}
