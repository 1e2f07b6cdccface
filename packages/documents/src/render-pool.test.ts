import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { greekInvoice, longInvoice, sampleInvoice } from '../test/sample-invoice.ts';
import { renderInvoice } from './render-invoice.tsx';
import { createRenderPool, type RenderPool } from './render-pool.ts';

let pool: RenderPool | null = null;
afterEach(() => pool?.close());

const isPdf = (content: Uint8Array) => Buffer.from(content.subarray(0, 5)).toString() === '%PDF-';
const timeout = 30_000;

it('renders in threads the same bytes as the process itself', { timeout }, async () => {
  pool = createRenderPool();
  const documents = [sampleInvoice(), greekInvoice(), sampleInvoice(), greekInvoice()];
  const rendered = await Promise.all(documents.map((invoice) => pool?.renderInvoice(invoice)));
  const expected = await Promise.all(documents.map((invoice) => renderInvoice(invoice)));
  expect(rendered.map((content) => Buffer.from(content ?? []).toString('latin1'))).toEqual(
    expected.map((content) => Buffer.from(content).toString('latin1')),
  );
});

it('fails the document that cannot be rendered and goes on with the next', { timeout }, async () => {
  pool = createRenderPool({ size: 1 });
  const broken = sampleInvoice({ currency: 'ZZZ' });
  await expect(pool.renderInvoice(broken)).rejects.toMatchObject({
    code: 'document_render_failed',
    message: expect.stringMatching(/INV-2026-001.*ZZZ/),
  });
  expect(isPdf(await pool.renderInvoice(sampleInvoice()))).toBe(true);
});

it('gives up a document that takes too long, and starts another thread for the next', { timeout }, async () => {
  pool = createRenderPool({ size: 1, timeout_ms: 1 });
  await expect(pool.renderInvoice(longInvoice(50))).rejects.toMatchObject({ code: 'document_render_failed' });
  await pool.close();
  pool = createRenderPool({ size: 1, timeout_ms: 20_000 });
  expect(isPdf(await pool.renderInvoice(sampleInvoice()))).toBe(true);
});

it('replaces a thread that has grown too large', { timeout }, async () => {
  pool = createRenderPool({ size: 1, heap_mb: 1 });
  const rendered = [await pool.renderInvoice(sampleInvoice()), await pool.renderInvoice(sampleInvoice())];
  expect(rendered.every(isPdf)).toBe(true);
  expect(pool.stats()).toMatchObject({ threads_started: 2, waiting: 0 });
});

it('finishes what was accepted when it is closed, and refuses what comes later', { timeout }, async () => {
  const closing = createRenderPool({ size: 1 });
  const accepted = [closing.renderInvoice(sampleInvoice()), closing.renderInvoice(sampleInvoice())];
  await closing.close();
  expect((await Promise.all(accepted)).every(isPdf)).toBe(true);
  await expect(closing.renderInvoice(sampleInvoice())).rejects.toMatchObject({ code: 'document_render_failed' });
});

it('works under node --import tsx from another folder, survives a dead thread, and lets the process end', {
  timeout,
}, async () => {
  const script = fileURLToPath(new URL('../test/render-in-node.ts', import.meta.url));
  const loader = import.meta.resolve('tsx');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', loader, script], { cwd: '/' });
  expect(stdout.trim()).toBe('%PDF- after death %PDF-');
});
