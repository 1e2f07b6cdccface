export type ImageSize = { media_type: 'image/png' | 'image/jpeg'; width: number; height: number };

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** How large a PNG or JPEG says it is, from its head alone: known before anything is unpacked. null for anything else. */
export function imageSize(content: Uint8Array): ImageSize | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (PNG.every((byte, at) => content[at] === byte) && content.length >= 24) {
    return { media_type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  return content[0] === 0xff && content[1] === 0xd8 ? jpegSize(view) : null;
}

/** The size stands in the frame header, behind any number of other segments, each of which says how long it is. */
function jpegSize(view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { media_type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
