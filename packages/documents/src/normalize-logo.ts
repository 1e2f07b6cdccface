import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { BillingError } from '@revenue/billing-core/errors';
import { imageSize } from './image-size.ts';

/** A logo as it is kept: PNG, whatever it was. */
export type NormalLogo = { content: Uint8Array; width: number; height: number };

/** Pixels for the largest place it has on paper, 50 by 16 mm at 360 dots an inch. */
const MAX_WIDTH = 720;
const MAX_HEIGHT = 240;
/** Beyond that a small file can be made to fill the memory. */
const MAX_PIXELS_A_SIDE = 4096;

const { resolve } = createRequire(import.meta.url);
let drawing: Promise<typeof import('@resvg/resvg-wasm')> | null = null;

/**
 * Draws a PNG, JPEG or SVG anew as a PNG that fits the head of a document. What is kept and shown was drawn here: scripts,
 * links and fonts of an SVG, and what a camera writes beside the picture, are gone. Nothing is fetched.
 *
 * For worker threads: an SVG can be made to take for ever, and a thread can be ended.
 *
 * @throws BillingError invalid_logo
 */
export async function normalizeLogo(content: Uint8Array): Promise<NormalLogo> {
  drawing ??= loadResvg();
  const { Resvg } = await drawing;
  const { svg, limit } = toSvg(content);
  try {
    const picture = new Resvg(svg, { font: { fontBuffers: [await interRegular()], defaultFontFamily: 'Inter' } });
    const { width, height } = picture;
    picture.free();
    const scale = Math.min(limit, MAX_WIDTH / width, MAX_HEIGHT / height);
    return draw(
      new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { fontBuffers: [await interRegular()] } }),
    );
  } catch (error) {
    if (error instanceof BillingError) throw error;
    throw invalidLogo(`cannot be read (${String(error)}); save it again as PNG`);
  }
}

function draw(picture: InstanceType<typeof import('@resvg/resvg-wasm').Resvg>): NormalLogo {
  const image = picture.render();
  const { pixels, width, height } = image;
  if (!pixels.some((value, index) => index % 4 === 3 && value > 0)) throw invalidLogo('draws nothing');
  return { content: image.asPng(), width, height };
}

/** Pixels become an SVG around them, so that there is one way to draw; they are never enlarged. */
function toSvg(content: Uint8Array): { svg: string; limit: number } {
  const size = imageSize(content);
  if (size === null) return { svg: svgText(content), limit: Number.POSITIVE_INFINITY };
  const { width, height, media_type } = size;
  if (width < 1 || height < 1 || Math.max(width, height) > MAX_PIXELS_A_SIDE) {
    throw invalidLogo(`is ${width} × ${height} pixels; make it at most ${MAX_PIXELS_A_SIDE} on a side`);
  }
  const data = `data:${media_type};base64,${Buffer.from(content).toString('base64')}`;
  const box = `width="${width}" height="${height}"`;
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" ${box}><image href="${data}" ${box}/></svg>`, limit: 1 };
}

function svgText(content: Uint8Array): string {
  const text = new TextDecoder().decode(content);
  if (!/<svg[\s>]/.test(text.slice(0, 10_000))) throw invalidLogo('is neither PNG, JPEG nor SVG');
  if (holdsPictures(text)) throw invalidLogo('holds pictures of pixels; save all of it as PNG');
  return text;
}

/**
 * A picture within an SVG would be unpacked whatever size it says it has: a file of 12 KB to gigabytes. It is looked for as
 * the reader sees it, without the spellings that XML and addresses allow; entities could make one of parts.
 */
function holdsPictures(text: string): boolean {
  const plain = text
    .replace(/&#(?:x([0-9a-f]+)|([0-9]+));/gi, (_, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/[\s\p{Cc}]/gu, '');
  return /["']data:/i.test(plain) || (/<!ENTITY/i.test(plain) && /image/i.test(plain));
}

async function loadResvg(): Promise<typeof import('@resvg/resvg-wasm')> {
  const library = createRequire(import.meta.url)('@resvg/resvg-wasm') as typeof import('@resvg/resvg-wasm');
  await library.initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return library;
}

let inter: Promise<Uint8Array> | null = null;
function interRegular(): Promise<Uint8Array> {
  inter ??= readFile(resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'));
  return inter;
}

function invalidLogo(why: string): BillingError {
  return new BillingError('invalid_logo', `The logo ${why}.`, { errors: [{ path: 'logo', message: why }] });
}
