import { unreadableFile } from './unreadable-file.ts';

/** Bytes that are no UTF-8 would become other characters in silence; the file is refused instead. */
export async function* decodeUtf8(file: AsyncIterable<unknown>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file) yield decoder.decode(chunk as Uint8Array, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw unreadableFile('it is not UTF-8; save it as UTF-8 and send it again');
  }
}
