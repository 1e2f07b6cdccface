import { isBillingError } from '../../src/errors/index.ts';
import { Decimal } from '../../src/money/index.ts';

/** One claim of an example: what the code gives, and what its comment says it gives. */
export type Claim = { code: string; claimed: string; actual: unknown; expected: unknown };

/**
 * Runs an example. It is plain JavaScript in which every public name is known; a line that ends in `// result` claims
 * that the expression before it has this result, a literal. `// throws code` claims a BillingError. Statements before an
 * expression end in a semicolon and hold for the claims after them.
 *
 * @throws Error when the example claims nothing.
 */
export function evaluateExample(text: string, names: Readonly<Record<string, unknown>>): Claim[] {
  const claims: Claim[] = [];
  let setup = '';
  let pending: string[] = [];
  for (const line of text.split('\n')) {
    const [code = '', claimed] = line.split(/(?:^|\s+)\/\/ /);
    if (code.trim() !== '') pending.push(code);
    if (claimed === undefined) {
      if (!code.trimEnd().endsWith(';')) continue;
      setup += `${pending.join('\n')}\n`;
    } else {
      claims.push(judge(setup, pending.join('\n'), claimed.trim(), names));
    }
    pending = [];
  }
  if (claims.length === 0 || pending.length > 0)
    throw new Error(`the example claims nothing with "// result": ${text}`);
  return claims;
}

function judge(setup: string, code: string, claimed: string, names: Readonly<Record<string, unknown>>): Claim {
  const actual = () => run(`${setup}\nreturn (${code.trim().replace(/;$/, '')});`, names);
  const thrown = /^throws (\w+)$/.exec(claimed)?.[1];
  if (thrown !== undefined) return { code, claimed, actual: codeOf(actual), expected: thrown };
  return { code, claimed, actual: plain(actual()), expected: plain(run(`return (${claimed});`, names)) };
}

function run(body: string, names: Readonly<Record<string, unknown>>): unknown {
  return new Function(...Object.keys(names), `'use strict'; ${body}`)(...Object.values(names));
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isBillingError(error)) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

/** Decimals and numbers as plain text, instants as ISO text, maps as records: how a person writes a result down. */
function plain(value: unknown): unknown {
  if (Decimal.isDecimal(value)) return value.toFixed();
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value instanceof Set) return plain([...value]);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
