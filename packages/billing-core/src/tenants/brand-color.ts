export const DEFAULT_BRAND_COLOR = '#24427a';

/** WCAG AA for text. */
const LEAST_CONTRAST = 4.5;

/**
 * The colour itself where text in it can be read on white, else the same hue darkened until it can. Anything that is
 * not `#rrggbb` becomes the house's own blue: a mistyped setting must not stop an invoice.
 */
export function readableColor(color: string | null): string {
  const channels = parseColor(color ?? DEFAULT_BRAND_COLOR) ?? parseColor(DEFAULT_BRAND_COLOR);
  let [red, green, blue] = channels ?? [0, 0, 0];
  while (contrastOnWhite(red, green, blue) < LEAST_CONTRAST)
    [red, green, blue] = [red * 0.95, green * 0.95, blue * 0.95];
  return `#${[red, green, blue].map((channel) => Math.floor(channel).toString(16).padStart(2, '0')).join('')}`;
}

function parseColor(color: string): [number, number, number] | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color.trim());
  const [, red, green, blue] = match ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function contrastOnWhite(red: number, green: number, blue: number): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return 1.05 / (luminance + 0.05);
}
