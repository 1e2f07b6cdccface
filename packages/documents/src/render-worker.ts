import { parentPort } from 'node:worker_threads';
import { isBillingError } from '@revenue/billing-core/errors';
import type { InvoiceDocument } from './invoice-document.ts';
import { type NormalLogo, normalizeLogo } from './normalize-logo.ts';
import { renderInvoice } from './render-invoice.tsx';

/** What a thread is asked to draw. */
export type RenderTask =
  | { kind: 'invoice'; invoice: InvoiceDocument; logo: Uint8Array | null }
  | { kind: 'logo'; content: Uint8Array };
export type Rendered = Uint8Array | NormalLogo;

export type RenderRequest = { job: number; task: RenderTask };
export type RenderReply = RenderOutcome & { job: number; heap_bytes: number };
/** A fault of what was given is told in its own words; any other is a failure to draw. */
type RenderOutcome = { rendered: Rendered } | { reason: string; invalid_logo: boolean };

// The entry of a worker thread: one request at a time, one reply for each.
parentPort?.on('message', async ({ job, task }: RenderRequest) => {
  const outcome = await render(task);
  const reply: RenderReply = { ...outcome, job, heap_bytes: process.memoryUsage().heapUsed };
  parentPort?.postMessage(reply);
});

async function render(task: RenderTask): Promise<RenderOutcome> {
  try {
    const isLogo = task.kind === 'logo';
    return { rendered: isLogo ? await normalizeLogo(task.content) : await renderInvoice(task.invoice, task.logo) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { reason, invalid_logo: isBillingError(error) && error.code === 'invalid_logo' };
  }
}
