import { BillingError } from '@revenue/billing-core/errors';
import type { InvoiceDocument } from './invoice-document.ts';
import { type RenderWorker, startRenderWorker } from './render-thread.ts';

export type RenderPool = {
  /** @throws BillingError document_render_failed */
  renderInvoice: (invoice: InvoiceDocument) => Promise<Uint8Array>;
  /** Finishes what was accepted, refuses what comes later, ends the threads. */
  close: () => Promise<void>;
};

export type RenderPoolOptions = {
  /** Threads at most. Each is started when it is first needed. */
  size?: number;
  /** A document that takes longer is given up together with its thread. */
  timeout_ms?: number;
};

type Job = {
  invoice: InvoiceDocument;
  resolve: (content: Uint8Array) => void;
  reject: (error: BillingError) => void;
};

/**
 * Renders documents in worker threads: a PDF takes tens of milliseconds of pure computation, during which a server would
 * answer nobody. A thread that dies fails its one document and is replaced when the next one needs it.
 */
export function createRenderPool({ size = 2, timeout_ms = 60_000 }: RenderPoolOptions = {}): RenderPool {
  const idle: RenderWorker[] = [];
  const busy = new Map<RenderWorker, Promise<void>>();
  const waiting: Job[] = [];
  let closed = false;

  const work = async (worker: RenderWorker, job: Job) => {
    try {
      job.resolve(await worker.render(job.invoice, timeout_ms));
    } catch (error) {
      job.reject(renderFailed(job.invoice, error));
    }
    busy.delete(worker);
    if (worker.isAlive()) idle.push(worker);
    assign();
  };

  const assign = () => {
    while (waiting.length > 0 && busy.size < size) {
      const worker = takeIdle(idle) ?? startRenderWorker();
      const job = waiting.shift();
      if (job !== undefined) busy.set(worker, work(worker, job));
    }
  };

  return {
    renderInvoice: (invoice) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(renderFailed(invoice, new Error('the renderer has been closed')));
        waiting.push({ invoice, resolve, reject });
        assign();
      }),
    close: async () => {
      closed = true;
      while (busy.size > 0) await Promise.all(busy.values());
      await Promise.all(idle.splice(0).map((worker) => worker.stop()));
    },
  };
}

/** The last used first, so that a quiet server keeps one thread warm; a thread that died while idle is passed over. */
function takeIdle(idle: RenderWorker[]): RenderWorker | undefined {
  while (idle.length > 0) {
    const worker = idle.pop();
    if (worker?.isAlive()) return worker;
  }
  return undefined;
}

function renderFailed(invoice: InvoiceDocument, cause: unknown): BillingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new BillingError(
    'document_render_failed',
    `Invoice ${invoice.invoice_number} could not be made into a PDF: ${reason}.`,
    {},
    { cause },
  );
}
