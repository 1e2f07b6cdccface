import { Worker } from 'node:worker_threads';
import { BillingError } from '@revenue/billing-core/errors';
import type { Rendered, RenderReply, RenderRequest, RenderTask } from './render-worker.ts';

export type RenderWorker = {
  /** One at a time. Rejects when the document fails, the thread dies, or time is up (which ends the thread). */
  render: (task: RenderTask, timeout_ms: number) => Promise<Rendered>;
  isAlive: () => boolean;
  /** What it held in memory after its last document. */
  heapBytes: () => number;
  stop: () => Promise<void>;
};

// A document that eats memory must not take the server with it.
const MEMORY_LIMIT_MB = 512;

export function startRenderWorker(): RenderWorker {
  const thread = new Worker(new URL('./render-worker.ts', import.meta.url), {
    execArgv: loaderArguments(),
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  });
  let alive = true;
  let heap = 0;
  let lastJob = 0;
  let settle: ((outcome: Rendered | Error) => void) | null = null;
  const die = (error: Error) => {
    alive = false;
    settle?.(error);
  };
  thread.on('error', die);
  thread.on('exit', (code) => die(new Error(`the thread ended with code ${code}`)));
  thread.on('message', (reply: RenderReply) => {
    heap = reply.heap_bytes;
    if (reply.job === lastJob) settle?.(outcomeOf(reply));
  });
  thread.unref();

  const render = async (task: RenderTask, timeout_ms: number) => {
    const request: RenderRequest = { job: ++lastJob, task };
    // A thread at work keeps the process alive; an idle one must not.
    thread.ref();
    const timer = setTimeout(() => {
      die(new Error(`it took longer than ${timeout_ms} ms`));
      void thread.terminate();
    }, timeout_ms);
    try {
      return await new Promise<Rendered>((resolve, reject) => {
        settle = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
        thread.postMessage(request);
      });
    } finally {
      settle = null;
      clearTimeout(timer);
      thread.unref();
    }
  };
  return { render, isAlive: () => alive, heapBytes: () => heap, stop: async () => void (await thread.terminate()) };
}

function outcomeOf(reply: RenderReply): Rendered | Error {
  if ('rendered' in reply) return reply.rendered;
  if (!reply.invalid_logo) return new Error(reply.reason);
  return new BillingError('invalid_logo', reply.reason, { errors: [{ path: 'logo', message: reply.reason }] });
}

/**
 * Threads read TypeScript and JSX as the process does. Started by `node --import tsx` they inherit that; started by
 * anything else (a test runner that compiles for itself) they are told.
 */
function loaderArguments(): string[] {
  const inherited = process.execArgv;
  return inherited.some((argument) => argument.includes('tsx')) ? inherited : ['--import', import.meta.resolve('tsx')];
}
