import { parentPort } from 'node:worker_threads';
import type { InvoiceDocument } from './invoice-document.ts';
import { renderInvoice } from './render-invoice.tsx';

export type RenderRequest = { job: number; invoice: InvoiceDocument };
export type RenderReply = RenderOutcome & { job: number; heap_bytes: number };
type RenderOutcome = { content: Uint8Array } | { reason: string };

// The entry of a worker thread: one request at a time, one reply for each.
parentPort?.on('message', async ({ job, invoice }: RenderRequest) => {
  const outcome = await render(invoice);
  const reply: RenderReply = { ...outcome, job, heap_bytes: process.memoryUsage().heapUsed };
  parentPort?.postMessage(reply);
});

async function render(invoice: InvoiceDocument): Promise<RenderOutcome> {
  try {
    return { content: await renderInvoice(invoice) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
