import { expect, type Page } from '@playwright/test';

export type Finding = { rule: string; what: string };

/**
 * What can be seen of WCAG 2.2 AA by looking at the finished page: contrast of text, names of controls, one first
 * heading, and nothing wider than the window.
 */
export async function auditPage(page: Page): Promise<Finding[]> {
  return [...(await page.evaluate(auditContrast)), ...(await page.evaluate(auditStructure))];
}

/** Looks at the page that is open in both themes, at its widest and on a telephone. */
export async function auditEverywhere(page: Page, what: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await page.evaluate(untilStill);
      expect.soft(await auditPage(page), `${what}, ${colorScheme}, ${width}`).toEqual([]);
    }
  }
}

/** Charts are drawn anew for another width. Colours that pass into each other are judged where they end, at once. */
async function untilStill(): Promise<void> {
  if (document.adoptedStyleSheets.length === 0) {
    const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets = [still];
  }
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

// Both functions run in the page, so each holds everything it needs.

/** Contrast is measured in the colours the browser really paints, one layer over the other. */
function auditContrast(): Finding[] {
  const painter = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!painter) throw new Error('no canvas');
  // A page has a thousand texts on a dozen grounds.
  const painted = new Map<string, number[]>();
  const paint = (layers: string[]): number[] => {
    const known = painted.get(layers.join());
    if (known) return known;
    painter.clearRect(0, 0, 1, 1);
    for (const layer of layers) {
      painter.fillStyle = layer;
      painter.fillRect(0, 0, 1, 1);
    }
    const colour = [...painter.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    painted.set(layers.join(), colour);
    return colour;
  };
  const luminance = (rgb: number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: number[], other: number[]) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
    return (light + 0.05) / (dark + 0.05);
  };
  const grounds = new Map<Element, string[]>();
  const backgrounds = (element: Element | null): string[] => {
    if (!element) return [];
    const known = grounds.get(element);
    if (known) return known;
    const own = getComputedStyle(element).backgroundColor;
    const layers = [...backgrounds(element.parentElement), ...(own === 'rgba(0, 0, 0, 0)' ? [] : [own])];
    grounds.set(element, layers);
    return layers;
  };
  const judge = (element: Element): Finding[] => {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const exempt = element.closest('[disabled], [aria-disabled="true"], option, svg, .sr-only');
    if (!hasText || !shown || exempt) return [];
    const { color, fontSize } = getComputedStyle(element);
    const behind = backgrounds(element);
    const ratio = contrast(paint(behind), paint([...behind, color]));
    const enough = Number(fontSize.replace('px', '')) >= 24 ? 3 : 4.5;
    return ratio >= enough
      ? []
      : [{ rule: 'contrast', what: `${ratio.toFixed(2)} "${element.textContent?.trim().slice(0, 40)}"` }];
  };
  return [...document.querySelectorAll('body *')].flatMap(judge);
}

function auditStructure(): Finding[] {
  const textsOf = (ids: string | null) =>
    (ids ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
  const labelsOf = (control: Element) =>
    [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? '').join(' ');
  const nameOf = (control: Element) => {
    const own = control.matches('input, select, textarea') ? '' : control.textContent;
    const labelledBy = textsOf(control.getAttribute('aria-labelledby'));
    return [control.getAttribute('aria-label'), labelledBy, labelsOf(control), own].join('').trim();
  };
  const controls = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea');
  const unnamed = [...controls].filter((control) => control.checkVisibility() && nameOf(control) === '');
  const findings = unnamed.map((control) => ({ rule: 'name', what: control.outerHTML.slice(0, 160) }));
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) findings.push({ rule: 'h1', what: `${headings} first headings` });
  if (document.documentElement.scrollWidth > window.innerWidth) {
    findings.push({ rule: 'overflow', what: `${document.documentElement.scrollWidth} px in ${window.innerWidth}` });
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...findings, ...[...twice].map((id) => ({ rule: 'id', what: `twice: ${id}` }))];
}
