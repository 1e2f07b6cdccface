/** What canonical JSON can hold. A bigint is written as text: a JSON number would not carry it. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | bigint
  | undefined
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * One text for one content, after RFC 8785: keys sorted by code unit, no blanks, absent and undefined the same.
 * @example canonicalJson({ b: 2n, a: null }) // '{"a":null,"b":"2"}'
 * @example canonicalJson([undefined, { x: undefined }, 'é']) // '[null,{},"é"]'
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'bigint') return JSON.stringify(value.toString());
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .filter((key) => value[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
