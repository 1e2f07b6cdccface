import { crc32, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sampleLogo } from '../test/sample-logo.ts';
import { imageSize } from './image-size.ts';
import { normalizeLogo } from './normalize-logo.ts';
import { createRenderPool } from './render-pool.ts';

const svg = (inside: string, box = 'viewBox="0 0 300 100"') =>
  new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${box}>${inside}</svg>`);
const RED = '<rect width="300" height="100" fill="#c00"/>';
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const timeout = 20_000;

it('draws an SVG as a PNG that fits the head of a document', { timeout }, async () => {
  const logo = await normalizeLogo(svg(RED));
  expect(logo).toMatchObject({ width: 720, height: 240 });
  expect(imageSize(logo.content)).toEqual({ media_type: 'image/png', width: 720, height: 240 });
  expect(await normalizeLogo(svg(RED, 'viewBox="0 0 100 400"'))).toMatchObject({ width: 60, height: 240 });
});

it('keeps nothing of an SVG but what it draws: no script, no file of ours, no address of others', {
  timeout,
}, async () => {
  const attack = `<script>alert(1)</script><image href="file:///etc/passwd" width="9" height="9"/>
    <image href="http://127.0.0.1:1/x.png" width="9" height="9"/><a href="javascript:alert(1)">${RED}</a>`;
  const [drawn, plain] = [await normalizeLogo(svg(attack)), await normalizeLogo(svg(RED))];
  expect(Buffer.from(drawn.content).equals(Buffer.from(plain.content))).toBe(true);
});

it('unpacks no picture inside an SVG that would fill the memory', { timeout }, async () => {
  const bomb = onePixelDeep(20_000, 20_000);
  expect(bomb.length).toBeLessThan(100_000);
  const data = `data:image/png;base64,${Buffer.from(bomb).toString('base64')}`;
  for (const image of [
    `<image href="${data}" width="300" height="100"/>`,
    `<image xlink:href=" DATA:image/png;base64,&#10;${data.slice(22)}" width="300" height="100"/>`,
    `<image href="&#x64;ata:image/png;base64,${data.slice(22)}" width="300" height="100"/>`,
    `<filter id="f"><feImage href='${data}'/></filter><rect width="300" height="100" filter="url(#f)"/>`,
  ]) {
    const inside = svg(image, 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 100"');
    await expect(normalizeLogo(inside)).rejects.toThrow(/holds pictures/);
  }
});

it('draws text in our own letters', { timeout }, async () => {
  const logo = await normalizeLogo(
    svg('<text x="10" y="60" font-family="Comic Sans" font-size="40">Żółw Ωμέγα</text>'),
  );
  expect(logo.content.length).toBeGreaterThan(1000);
});

it('draws pixels anew, smaller where they are many, never larger', { timeout }, async () => {
  const small = (await normalizeLogo(svg(RED, 'width="30" height="10" viewBox="0 0 300 100"'))).content;
  const again = await normalizeLogo(small);
  expect(again).toMatchObject({ width: 720, height: 240 });
  const tiny = sampleLogo();
  expect(imageSize(tiny)).toMatchObject({ width: 2, height: 1 });
  expect(await normalizeLogo(tiny)).toMatchObject({ width: 2, height: 1 });
});

it('reads the size of a JPEG behind whatever a camera wrote before it', () => {
  const jpeg = hex('ffd8 ffe1 0006 45786966 ffdb 0003 00 ffc2 0011 08 0090 0120 03 012200');
  expect(imageSize(jpeg)).toEqual({ media_type: 'image/jpeg', width: 288, height: 144 });
});

it.each<[string, Uint8Array, RegExp]>([
  ['text', new TextEncoder().encode('GIF89a or whatever'), /is neither PNG, JPEG nor SVG/],
  ['a page', new TextEncoder().encode('<html><body>hello</body></html>'), /is neither PNG, JPEG nor SVG/],
  ['nothing drawn', svg(''), /draws nothing/],
  ['broken SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><g>'), /cannot be read/],
  [
    'a PNG of a million lines',
    hex('89504e470d0a1a0a 0000000d 49484452 00000010 000f4240 0806000000'),
    /1000000 pixels/,
  ],
  [
    'a PNG that is cut short',
    hex('89504e470d0a1a0a 0000000d 49484452 00000010 00000010 0806000000'),
    /draws nothing|cannot be/,
  ],
])('refuses %s, saying why', { timeout }, async (_what, content, says) => {
  await expect(normalizeLogo(content)).rejects.toMatchObject({
    code: 'invalid_logo',
    message: expect.stringMatching(says),
  });
});

it('is given up in its thread when it takes too long, and the next is drawn', { timeout: 60_000 }, async () => {
  const pool = createRenderPool({ size: 1, timeout_ms: 10_000 });
  const doubled = (level: number): string =>
    level === 0
      ? `<g id="g0">${RED}</g>`
      : `${doubled(level - 1)}<g id="g${level}">${`<use href="#g${level - 1}"/>`.repeat(8)}</g>`;
  await expect(pool.normalizeLogo(svg(`<defs>${doubled(8)}</defs><use href="#g8"/>`))).rejects.toMatchObject({
    code: 'invalid_logo',
    message: expect.stringMatching(/save it again as PNG/),
  });
  expect(await pool.normalizeLogo(svg(RED))).toMatchObject({ width: 720 });
  await expect(pool.normalizeLogo(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ code: 'invalid_logo' });
  await pool.close();
});

/** A PNG of one bit a pixel: small as a file, four bytes a pixel once it is unpacked. */
function onePixelDeep(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const lines = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))]);
}
