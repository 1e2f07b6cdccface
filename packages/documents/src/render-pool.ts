import { BillingError, isBillingError } from '@revenue/billing-core/errors';
import type { InvoiceDocument } from './invoice-document.ts';
import type { NormalLogo } from './normalize-logo.ts';
import { type RenderWorker, startRenderWorker } from './render-thread.ts';
import type { Rendered, RenderTask } from './render-worker.ts';

export type RenderPool = {
  /** `logo` is the picture that `invoice.seller.logo` names. @throws BillingError document_render_failed */
  renderInvoice: (invoice: InvoiceDocument, logo?: Uint8Array | null) => Promise<Uint8Array>;
  /** @throws BillingError invalid_logo */
  normalizeLogo: (content: Uint8Array) => Promise<NormalLogo>;
  /** Finishes what was accepted, refuses what comes later, ends the threads. */
  close: () => Promise<void>;
  /** For the operator. */
  stats: () => { threads_started: number; busy: number; waiting: number };
};

export type RenderPoolOptions = {
  /** Threads at most. Each is started when it is first needed. */
  size?: number;
  /** A document that takes longer is given up together with its thread. */
  timeout_ms?: number;
  /**
   * A thread that holds more than this after a document is replaced. The PDF library keeps about 0.3 MB of every
   * document for ever; left alone, a thread would die of it in the middle of the two thousandth.
   */
  heap_mb?: number;
};

const BYTES_PER_MB = 1_048_576;

type Job = {
  task: RenderTask;
  resolve: (rendered: Rendered) => void;
  reject: (error: BillingError) => void;
};

/**
 * Renders documents in worker threads: a PDF takes tens of milliseconds of pure computation, during which a server would
 * answer nobody. A thread that dies fails its one document and is replaced when the next one needs it.
 */
export function createRenderPool(options: RenderPoolOptions = {}): RenderPool {
  const { size = 2, timeout_ms = 60_000, heap_mb = 160 } = options;
  const idle: RenderWorker[] = [];
  const busy = new Map<RenderWorker, Promise<void>>();
  const waiting: Job[] = [];
  let closed = false;
  let started = 0;

  const start = () => {
    started += 1;
    return startRenderWorker();
  };

  const work = async (worker: RenderWorker, job: Job) => {
    try {
      job.resolve(await worker.render(job.task, limitOf(job.task, timeout_ms)));
    } catch (error) {
      job.reject(renderFailed(job.task, error));
    }
    if (worker.heapBytes() > heap_mb * BYTES_PER_MB) await worker.stop();
    busy.delete(worker);
    if (worker.isAlive()) idle.push(worker);
    assign();
  };

  const assign = () => {
    while (waiting.length > 0 && busy.size < size) {
      const worker = takeIdle(idle) ?? start();
      const job = waiting.shift();
      if (job !== undefined) busy.set(worker, work(worker, job));
    }
  };

  const ask = (task: RenderTask) =>
    new Promise<Rendered>((resolve, reject) => {
      if (closed) return reject(renderFailed(task, new Error('the renderer has been closed')));
      waiting.push({ task, resolve, reject });
      assign();
    });

  return {
    renderInvoice: async (invoice, logo = null) => (await ask({ kind: 'invoice', invoice, logo })) as Uint8Array,
    normalizeLogo: async (content) => (await ask({ kind: 'logo', content })) as NormalLogo,
    stats: () => ({ threads_started: started, busy: busy.size, waiting: waiting.length }),
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

/** An honest logo is drawn in a tenth of a second, the wasm loaded first. */
const LOGO_LIMIT_MS = 10_000;

function limitOf(task: RenderTask, timeout_ms: number): number {
  return task.kind === 'logo' ? Math.min(LOGO_LIMIT_MS, timeout_ms) : timeout_ms;
}

function renderFailed(task: RenderTask, cause: unknown): BillingError {
  if (isBillingError(cause)) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (task.kind === 'logo') {
    const why = `could not be drawn: ${reason}; save it again as PNG`;
    return new BillingError(
      'invalid_logo',
      `The logo ${why}.`,
      { errors: [{ path: 'logo', message: why }] },
      { cause },
    );
  }
  const { invoice_number, kind } = task.invoice;
  const what = { invoice: 'Invoice', receipt: 'The receipt for invoice', credit_note: 'Credit note' }[kind];
  return new BillingError(
    'document_render_failed',
    `${what} ${invoice_number} could not be made into a PDF: ${reason}.`,
    {},
    { cause },
  );
}
