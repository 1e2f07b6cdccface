import { parentPort } from 'node:worker_threads';
import type { InvoiceDocument } from './invoice-document.ts';
import { renderInvoice } from './render-invoice.tsx';

export type RenderRequest = { job: number; invoice: InvoiceDocument };
export type RenderReply = { job: number; content: Uint8Array } | { job: number; reason: string };

// The entry of a worker thread: one request at a time, one reply for each.
parentPort?.on('message', async ({ job, invoice }: RenderRequest) => {
  parentPort?.postMessage(await answer(job, invoice));
});

async function answer(job: number, invoice: InvoiceDocument): Promise<RenderReply> {
  try {
    return { job, content: await renderInvoice(invoice) };
  } catch (error) {
    return { job, reason: error instanceof Error ? error.message : String(error) };
  }
}
