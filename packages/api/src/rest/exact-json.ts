/**
 * JSON whose numbers a double would change arrives as their text: `1e400`, or a number of 20 digits. Schemas that take
 * decimal strings then see every digit, and all others refuse it with its path. Nothing is rounded on the way in.
 */
export function parseExactJson(text: string): unknown {
  return SUSPECT.test(text) ? JSON.parse(text, keepInexactAsText) : JSON.parse(text);
}

/** More than 15 digits in a row (a point among them), or an exponent: perhaps not exact. Most bodies hold none. */
const SUSPECT = /\d[\d.]{15,}|\d[eE][+-]?\d/;

function keepInexactAsText(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  // 0.30000000000000004 has 17 digits, and is just what a double prints: nothing is lost, so it stays a number.
  if (String(value) === source) return value;
  return Number.isFinite(value) && significantDigits(source) <= 15 ? value : source;
}

function significantDigits(source: string): number {
  const [mantissa = ''] = source.toLowerCase().split('e');
  return mantissa.replace('-', '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
}
