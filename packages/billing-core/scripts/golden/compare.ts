import { Decimal, isDecimalText } from '../../src/money/index.ts';

/** What differs, as sentences; only the keys of `expected` are judged. Decimals compare exactly, instants as instants. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (Array.isArray(expected)) return compareLists(expected, actual, path);
  if (isRecord(expected)) return compareRecords(expected, actual, path);
  return same(expected, actual) ? [] : [`${path || 'value'}: expected ${show(expected)}, got ${show(actual)}`];
}

function compareLists(expected: unknown[], actual: unknown, path: string): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return [`${path}: expected ${show(expected)}, got ${show(actual)}`];
  }
  return expected.flatMap((item, index) => differences(item, actual[index], `${path}[${index}]`));
}

function compareRecords(expected: Record<string, unknown>, actual: unknown, path: string): string[] {
  const found = actual instanceof Map ? Object.fromEntries(actual) : actual;
  if (!isRecord(found)) return [`${path}: expected ${show(expected)}, got ${show(actual)}`];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, found[key], path === '' ? key : `${path}.${key}`),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Decimal.isDecimal(value);
}

function same(expected: unknown, actual: unknown): boolean {
  if (actual instanceof Date) return typeof expected === 'string' && new Date(expected).getTime() === actual.getTime();
  const [left, right] = [asText(expected), asText(actual)];
  if (left !== null && right !== null && isDecimalText(left) && isDecimalText(right))
    return new Decimal(left).equals(right);
  return left === right && (left !== null || expected === actual);
}

function asText(value: unknown): string | null {
  if (Decimal.isDecimal(value)) return value.toFixed();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}
