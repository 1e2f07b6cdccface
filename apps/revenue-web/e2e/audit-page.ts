import type { Page } from '@playwright/test';

export type Finding = { rule: string; what: string };

/**
 * What can be seen of WCAG 2.2 AA by looking at the finished page: names of controls, contrast of text, one first
 * heading, and nothing wider than the window. Contrast is measured in the colours the browser really paints.
 */
export function auditPage(page: Page): Promise<Finding[]> {
  return page.evaluate(() => {
    const findings: { rule: string; what: string }[] = [];
    const painter = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!painter) throw new Error('no canvas');

    const paint = (layers: string[]): number[] => {
      painter.clearRect(0, 0, 1, 1);
      for (const layer of layers) {
        painter.fillStyle = layer;
        painter.fillRect(0, 0, 1, 1);
      }
      return [...painter.getImageData(0, 0, 1, 1).data.slice(0, 3)];
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
    const backgrounds = (element: Element | null): string[] => {
      const layers: string[] = [];
      for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
      return layers;
    };
    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 1;

    for (const element of document.querySelectorAll('body *')) {
      const texts = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (texts.length === 0 || !isShown(element) || element.closest('[disabled], [aria-disabled="true"], option, svg'))
        continue;
      const style = getComputedStyle(element);
      const behind = backgrounds(element);
      const ratio = contrast(paint(behind), paint([...behind, style.color]));
      const large = Number(style.fontSize.replace('px', '')) >= 24;
      if (ratio < (large ? 3 : 4.5)) {
        findings.push({
          rule: 'contrast',
          what: `${ratio.toFixed(2)} "${element.textContent?.trim().slice(0, 40)}" ${element.className}`,
        });
      }
    }

    const textsOf = (ids: string | null) =>
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ');
    const labelsOf = (control: Element) =>
      [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? '').join(' ');
    const isField = (control: Element) => control.matches('input, select, textarea');
    for (const control of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')) {
      const own = isField(control) ? '' : control.textContent;
      const name = [
        control.getAttribute('aria-label'),
        textsOf(control.getAttribute('aria-labelledby')),
        labelsOf(control),
        own,
      ]
        .join('')
        .trim();
      if (isShown(control) && name === '') findings.push({ rule: 'name', what: control.outerHTML.slice(0, 160) });
    }
    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) findings.push({ rule: 'h1', what: `${headings} first headings` });
    if (document.documentElement.scrollWidth > window.innerWidth) {
      findings.push({ rule: 'overflow', what: `${document.documentElement.scrollWidth} px in ${window.innerWidth}` });
    }
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
      findings.push({ rule: 'id', what: `twice: ${id}` });
    return findings;
  });
}
