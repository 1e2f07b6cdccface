import { createRenderPool } from '../src/render-pool.ts';
import { startRenderWorker } from '../src/render-thread.ts';
import { sampleInvoice } from './sample-invoice.ts';

// Run by a test as a process of its own: the pool is left open on purpose, an idle thread must not hold the process.
const pool = createRenderPool({ size: 1 });
const head = (content: Uint8Array) => Buffer.from(content.subarray(0, 5)).toString();
const first = head(await pool.renderInvoice(sampleInvoice()));

const thread = startRenderWorker();
const lost = thread.render({ kind: 'invoice', invoice: sampleInvoice(), logo: null }, 20_000).then(
  () => 'alive',
  () => 'after death',
);
await thread.stop();
console.log(first, await lost, head(await pool.renderInvoice(sampleInvoice())));
